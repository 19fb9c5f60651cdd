using System.Security.Cryptography;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Records.Attesting;
using ClientPortal.Testing.Outside;
using ClientPortal.TransparencyLog;
using Microsoft.AspNetCore.Http;

namespace ClientPortal.Domain.Tests.Records;

/// <summary>What an authority or a witness answers wrongly is said on the page, by its name, and never kept.</summary>
public sealed class WrongAnswerTests(AttestingPortal portal) : IClassFixture<AttestingPortal>
{
    public static TheoryData<string, AttestationFault> WrongAnswers { get; } = new()
    {
        { "another number", AttestationFault.OtherContent },
        { "something else stamped", AttestationFault.OtherContent },
        { "another root", AttestationFault.NotTrusted },
        { "not for timestamps", AttestationFault.Forged },
        { "forged", AttestationFault.Forged },
        { "refused", AttestationFault.Refused },
        { "garbage", AttestationFault.Unreadable },
        { "nothing", AttestationFault.Unreadable },
        { "500", AttestationFault.WrongStatus },
        { "redirect", AttestationFault.WrongStatus },
        { "too long", AttestationFault.TooLong },
        { "hangs", AttestationFault.NoAnswer },
        { "nobody there", AttestationFault.NoConnection },
        { "an hour behind", AttestationFault.ClockDiffers },
        { "an hour ahead", AttestationFault.ClockDiffers },
    };

    [Theory]
    [MemberData(nameof(WrongAnswers))]
    public async Task A_wrong_answer_of_the_authority_is_said_and_never_kept_and_is_over_when_it_answers_rightly(string wrong, AttestationFault fault)
    {
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await portal.GrowAsync();
        var kept = await portal.CountAsync("checkpoint_timestamp");
        await using var other = new TestAuthority(portal.Clock);
        await portal.UseAsync(but: input => wrong switch
        {
            "another root" => input with { Certificates = other.Root },
            "nobody there" => input with { Address = "http://127.0.0.1:9/" },
            _ => input,
        }).Done();
        Misbehave(portal.Authority, wrong);
        var asked = portal.Authority.Requests;

        var trouble = Assert.Single((await portal.RunAsync()).Troubles);

        Assert.Equal((fault, false), (trouble.Fault, trouble.IsAlarming));
        // Once: about no other log, and nowhere else.
        Assert.Equal(wrong == "nobody there" ? 0 : 1, portal.Authority.Requests - asked);
        Assert.Equal(kept, await portal.CountAsync("checkpoint_timestamp"));
        var told = (await portal.AttestorsAsync()).Authority!.Trouble!;
        Assert.Equal((fault, portal.Clock.Now, portal.Clock.Now + TimeSpan.FromMinutes(1)), (told.Fault, told.Since, told.NextAttemptAt));
        if (wrong is "another root" or "nobody there") return;
        Misbehave(portal.Authority, "");
        // It is left alone for a minute.
        Assert.Equal(0, (await portal.RunAsync()).Done);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual(0, (await portal.RunAsync()).Done);
        Assert.Null((await portal.AttestorsAsync()).Authority!.Trouble);
    }

    public static TheoryData<string, AttestationFault, bool> WrongCosignatures { get; } = new()
    {
        { "forged", AttestationFault.Forged, false },
        { "another log seen", AttestationFault.Disagrees, true },
        { "more seen than there is", AttestationFault.SawMore, true },
        { "log unknown", AttestationFault.LogUnknown, false },
        { "key unknown", AttestationFault.KeyUnknown, false },
        { "garbage", AttestationFault.Unreadable, false },
        { "500", AttestationFault.WrongStatus, false },
        { "hangs", AttestationFault.NoAnswer, false },
        { "an hour ahead", AttestationFault.ClockDiffers, false },
    };

    [Theory]
    [MemberData(nameof(WrongCosignatures))]
    public async Task A_wrong_answer_of_a_witness_is_said_and_never_kept(string wrong, AttestationFault fault, bool isAlarming)
    {
        var ahead = new FakeClock { Now = portal.Clock.Now + TimeSpan.FromHours(wrong == "an hour ahead" ? 1 : 0) };
        var name = $"wrong.test/{wrong.Replace(' ', '-')}";
        await using var witness = new TestWitness(ahead, name);
        await witness.OpenAsync();
        if (wrong != "log unknown")
        {
            foreach (var key in await portal.KeysAsync()) witness.Know(key);
        }

        var added = await portal.AddAsync(but: input => input with { Address = witness.Address, Key = witness.Key.ToString() }).Done();
        await MisbehaveAsync(witness, wrong);

        var troubles = (await portal.RunAsync()).Troubles.Where(trouble => trouble.Asked == name).ToList();

        Assert.NotEmpty(troubles);
        Assert.All(troubles, trouble => Assert.Equal((fault, isAlarming), (trouble.Fault, trouble.IsAlarming)));
        await using var database = await portal.ConnectAsAdministratorAsync();
        Assert.Equal(0, await database.ScalarAsync<long>($"SELECT count(*) FROM portal.checkpoint_cosignature WHERE witness_id = '{added}' AND log_id = '{portal.Vector}'"));
        var row = Assert.Single((await portal.AttestorsAsync()).Witnesses);
        Assert.Equal(fault, row.Trouble!.Fault);
        await portal.Get<ChangeWitnesses>().RemoveAsync(
            portal.Root, CommandId.New(), added, new ReasonInput { Revision = row.Revision, Reason = "It answers wrongly." }, TestContext.Current.CancellationToken).Done();
    }

    private static void Misbehave(TestAuthority authority, string wrong)
    {
        authority.OtherNonce = wrong == "another number";
        authority.OtherImprint = wrong == "something else stamped";
        authority.NotForTimestamps = wrong == "not for timestamps";
        authority.Forges = wrong == "forged";
        authority.Status = wrong == "refused" ? 2 : 0;
        authority.Off = TimeSpan.FromHours(wrong switch { "an hour behind" => -1, "an hour ahead" => 1, _ => 0 });
        authority.Instead = wrong switch
        {
            "garbage" => OutsideServer.Says("<html>Welcome</html>"u8.ToArray()),
            "nothing" => OutsideServer.Says([]),
            "500" => OutsideServer.Says(StatusCodes.Status500InternalServerError),
            "redirect" => RedirectAsync,
            "too long" => OutsideServer.Says(new byte[100_000]),
            "hangs" => authority.HangAsync,
            _ => null,
        };
    }

    private static Task RedirectAsync(HttpContext context)
    {
        context.Response.Redirect("/elsewhere");
        return Task.CompletedTask;
    }

    private async Task MisbehaveAsync(TestWitness witness, string wrong)
    {
        witness.Forges = wrong == "forged";
        witness.Instead = wrong switch
        {
            "garbage" => OutsideServer.Says("Welcome\n"u8.ToArray()),
            "500" => OutsideServer.Says(StatusCodes.Status500InternalServerError),
            "key unknown" => OutsideServer.Says(StatusCodes.Status403Forbidden),
            "hangs" => witness.HangAsync,
            _ => null,
        };
        var head = (await portal.HeadsAsync())[^1];
        var other = new TreeHash(SHA256.HashData("another log"u8));
        if (wrong == "another log seen") witness.Saw(portal.NameOfVector, head with { Root = other });
        if (wrong == "more seen than there is") witness.Saw(portal.NameOfVector, new TreeHead(head.Size + 7, other));
    }
}
