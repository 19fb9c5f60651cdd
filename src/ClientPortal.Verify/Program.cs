// Answers whether a receipt, a log or two checkpoints are what they claim, with nothing but the files and the key.
// Exit code: 0 it is true, 1 something does not fit, 2 the question could not be read.
using System.Text;
using ClientPortal.Verify;
using ClientPortal.Verify.Answers;
using ClientPortal.Verify.Words;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var question = CommandLine.Read(args);
var words = new VerifyWords(question.Language);
var answer = Asked.Answer(question, words);
if (question.IsJson)
{
    Console.Out.WriteLine(AnswerJson.Of(question, answer));
}
else
{
    var to = answer.Exit == ExitCode.Unreadable ? Console.Error : Console.Out;
    to.WriteLine(answer.Sentence);
    if (question.Subject == Subject.Unclear) to.WriteLine($"{Environment.NewLine}{words["Usage"]}");
}

return (int)answer.Exit;
