// What the portal costs, against the budgets of docs/measurements.md and, where that can be, against the least possible in the same run:
//   dotnet run -c Release --project bench/ClientPortal.Bench [-- start page writes told prices papers record million quotes]
// Without words everything but the million entries and the million quotes, which take minutes to make.
using System.Globalization;
using ClientPortal.Bench;

if (args is ["hand-made", var connection, var contract, var bytes])
{
    await HandMade.ServeAsync(connection, Guid.Parse(contract), int.Parse(bytes, CultureInfo.InvariantCulture));
    return;
}

string[] parts = args.Length > 0 ? args : ["start", "page", "writes", "told", "prices", "papers", "record"];
await Server.PublishPortalAsync();
await using var database = await BenchDatabase.StartAsync();
await using (var firstRun = await Server.StartPortalAsync(database, isProduction: false))
    Report.Say("start to first page, database empty: migrated, demonstration in it", $"{firstRun.Took.TotalSeconds:0.0} s", "20 s");
foreach (var part in parts)
{
    switch (part)
    {
        case "start": await Starts.MeasureAsync(database); break;
        case "page": await ContractPages.MeasureAsync(database); break;
        case "writes": await Writes.MeasureAsync(database); break;
        case "told": await Told.MeasureAsync(database); break;
        case "prices": await Prices.MeasureAsync(database); break;
        case "papers": Papers.Measure(); break;
        case "record": await Records.MeasureAsync(database, 20_000); break;
        case "million": await Records.MeasureAsync(database, 1_000_000); break;
        case "quotes": await Quotes.MeasureAsync(database); break;
        default: throw new ArgumentException($"There is no part {part}.", nameof(args));
    }
}
