// A node that is made to be killed. It gives entries their places; told by whom and about which contract, it also writes remarks.
// What it says has happened: "placed" after a round of the sequencer that found something, "done <text>" after the answer to a remark.
// It leaves when its input ends, so that none is left behind.
using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Web.Tests.BareNode;

var (worker, masterKey) = (args[0], Convert.FromBase64String(await File.ReadAllTextAsync(args[1])));
using var master = new MasterKey(masterKey);
await using var database = new WorkerDb(worker);
List<Task> tasks = [Task.Run(Console.In.ReadToEnd), NodeWork.SequenceAsync(new Sequencer(database.Source, "portal.test", master, TimeProvider.System))];
if (args is [_, _, var application, var person, var contract])
    tasks.AddRange(NodeWork.WriteAsync(application, PersonId.Of(Guid.Parse(person)), ContractId.Of(Guid.Parse(contract))));
// Whatever ends, ends everything: a bug of ours is not worked around.
await await Task.WhenAny(tasks);
