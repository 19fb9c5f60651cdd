// Joins the server of the data folder named first, says each step and "ready <port>", and leaves when its input ends.
using ClientPortal.LocalPostgres;

var options = new PrivatePostgresOptions
{
    DataFolder = args[0],
    Durability = Durability.Fast,
    OnStep = step => Console.WriteLine(step),
};
await using (var server = await PrivatePostgres.StartAsync(options))
{
    Console.WriteLine($"ready {server.Port}");
    await Console.In.ReadToEndAsync();
}
