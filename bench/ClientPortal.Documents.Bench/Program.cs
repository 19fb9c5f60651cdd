// How many documents one core prints in a second:
//   dotnet run -c Release --project bench/ClientPortal.Documents.Bench
// Budget: 50 quotes of three pages.
using System.Diagnostics;
using System.Globalization;
using ClientPortal.Documents.Contracts;
using ClientPortal.Documents.Quotes;
using ClientPortal.Documents.Signing;
using ClientPortal.Documents.Tests;

var quote = Samples.Quote(Samples.Russian);
var contract = Samples.Contract(Samples.Russian);
var signed = Samples.Signed(Samples.Russian, ContractDocument.Print(contract));
Measure("quote, 3 pages", () => QuoteDocument.Print(quote));
Measure("contract, 5 pages", () => ContractDocument.Print(contract));
Measure("signed contract, evidence page added", () => SignedDocument.Print(signed));

static void Measure(string name, Func<byte[]> print)
{
    var length = 0;
    for (var i = 0; i < 30; i++)
        length = print().Length;
    var rates = new List<double>();
    var allocated = GC.GetAllocatedBytesForCurrentThread();
    var count = 0;
    for (var run = 0; run < 5; run++)
    {
        // Time the processor spent, collection of garbage included: others who use the machine do not count.
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var printed = 0;
        for (; watch.ElapsedMilliseconds < 1500; printed++)
            print();
        process.Refresh();
        rates.Add(printed / (process.TotalProcessorTime - before).TotalSeconds);
        count += printed;
    }

    rates.Sort();
    var each = (GC.GetAllocatedBytesForCurrentThread() - allocated) / count / 1024;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-40} {rates[2],7:0.0} a second of one core (from {rates[0]:0.0} to {rates[4]:0.0}), {length / 1024} KiB, {each} KiB allocated"));
}
