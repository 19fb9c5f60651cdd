using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClientPortal.Verify.Answers;

/// <summary>The answer for programs: one object; what is not known is left out.</summary>
internal static class AnswerJson
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(CommandLine question, Answer answer)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("question", JsonNamingPolicy.CamelCase.ConvertName(question.Subject.ToString()));
            if (answer.Exit == ExitCode.Unreadable) json.WriteNull("answer");
            else json.WriteBoolean("answer", answer.Exit == ExitCode.True);
            json.WriteString("verdict", answer.Verdict);
            json.WriteString("sentence", answer.Sentence);
            if (answer.Checkpoint is { } checkpoint)
            {
                json.WriteString("log", checkpoint.Origin);
                json.WriteNumber("size", checkpoint.Head.Size);
                json.WriteString("root", checkpoint.Head.Root.ToString());
            }

            if (answer.Index is { } index) json.WriteNumber("index", index);
            if (answer.BrokenSize is { } size) json.WriteNumber("brokenSize", size);
            if (answer.Path is { } path) json.WriteString("path", path);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
