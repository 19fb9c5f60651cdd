namespace ClientPortal.Architecture.Tests;

public sealed class TypeTests
{
    // Identity's manager makes tokens without a way to be called off.
    private static readonly string[] AsIdentityDoes = ["MailedLinks.InvitationTokenAsync", "MailedLinks.ResetTokenAsync"];

    // Before anybody is signed in nobody acts, so these write with the mailed token as their right.
    private static readonly string[] BeforeSignIn = ["MailedLinks.AcceptInvitationAsync", "MailedLinks.ResetPasswordAsync"];

    // These look and change nothing, and answer what is wrong with what they looked at.
    private static readonly string[] Looking = ["ImportPrices.LookAsync", "ImportPrices.PreviewAsync"];

    [Fact]
    public void Public_classes_are_sealed_static_abstract_or_inherited() => Assert.Empty(TypeRules.Open([.. House.Types]));

    [Fact]
    public void An_open_class_is_found() => Assert.Equal(["ClientPortal.Architecture.Tests.Samples.Types.OpenToAnybody"], TypeRules.Open([.. House.Samples("Types")]));

    [Fact]
    public void No_public_field_can_be_written() => Assert.Empty(TypeRules.PublicFields(House.Types));

    [Fact]
    public void A_public_field_is_found() => Assert.Contains("Written", Assert.Single(TypeRules.PublicFields(House.Samples("Types"))), StringComparison.Ordinal);

    [Fact]
    public void Asynchronous_methods_of_the_domain_can_be_called_off() =>
        Assert.Empty(TypeRules.Unstoppable(House.TypesOf("ClientPortal.Domain").Concat(House.TypesOf("ClientPortal.Audit"))).Except(AsIdentityDoes));

    [Fact]
    public void A_method_that_cannot_be_called_off_is_found() => Assert.Equal(["Asynchronous.ForEverAsync"], TypeRules.Unstoppable(House.Samples("Types")));

    [Fact]
    public void What_answers_an_outcome_has_gone_through_the_one_way_to_write() =>
        Assert.Empty(TypeRules.Bypassing(House.TypesOf("ClientPortal.Domain"), "PortalWork").Except(BeforeSignIn).Except(Looking));

    [Fact]
    public void A_way_round_is_found() => Assert.Equal(["Changes.AroundAsync"], TypeRules.Bypassing(House.Samples("Bypass"), "OneWay"));

    [Fact]
    public void Nothing_recorded_is_changed_in_bulk_where_no_fact_is_asked_for() =>
        Assert.Empty(TypeRules.SilentInBulk(House.Types, "IRecorded"));

    [Fact]
    public void A_change_in_bulk_is_found() => Assert.Equal(2, TypeRules.SilentInBulk(House.Samples("Bulk"), "IRecorded").Count);
}
