using ClientPortal.Audit.Deliveries;

namespace ClientPortal.Audit.Tests;

public sealed class DeliveryTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly Delivery _delivery = Delivery.Queue(PersonId.New(), "mail.invitation", Start);

    [Fact]
    public void A_queued_message_is_due_at_once()
    {
        Assert.Equal(DeliveryState.Queued, _delivery.State);
        Assert.Equal(Start, _delivery.NextAttemptAt);
        Assert.Equal(0, _delivery.Attempts);
        Assert.Null(_delivery.SentAt);
    }

    [Fact]
    public void A_message_a_server_took_is_sent_and_never_sent_again()
    {
        _delivery.Succeed(Start.AddSeconds(1));

        Assert.Equal(DeliveryState.Sent, _delivery.State);
        Assert.Equal(Start.AddSeconds(1), _delivery.SentAt);
        Assert.Equal(1, _delivery.Attempts);
        Assert.Throws<InvalidOperationException>(() => _delivery.Succeed(Start));
        Assert.Throws<InvalidOperationException>(() => _delivery.Fail(Start, final: false));
        Assert.Throws<InvalidOperationException>(() => _delivery.TryAgain(Start));
    }

    [Fact]
    public void A_failed_message_is_tried_again_after_pauses_that_grow_over_about_two_days_and_then_parked()
    {
        var pauses = new List<TimeSpan>();
        var now = Start;
        while (true)
        {
            _delivery.Fail(now, final: false);
            if (_delivery.State == DeliveryState.Parked) break;
            pauses.Add(_delivery.NextAttemptAt - now);
            now = _delivery.NextAttemptAt;
        }

        Assert.Equal(pauses.Order(), pauses);
        Assert.Equal(TimeSpan.FromSeconds(10), pauses[0]);
        Assert.InRange(now - Start, TimeSpan.FromDays(2), TimeSpan.FromDays(2.5));
        Assert.Equal(pauses.Count + 1, _delivery.Attempts);
    }

    [Fact]
    public void A_final_fault_parks_at_once()
    {
        _delivery.Fail(Start, final: true);

        Assert.Equal(DeliveryState.Parked, _delivery.State);
        Assert.Throws<InvalidOperationException>(() => _delivery.Fail(Start, final: false));
        Assert.Throws<InvalidOperationException>(() => _delivery.Succeed(Start));
    }

    [Fact]
    public void A_parked_message_can_be_tried_from_the_beginning_and_no_other()
    {
        Assert.Throws<InvalidOperationException>(() => _delivery.TryAgain(Start));
        _delivery.Fail(Start, final: true);

        _delivery.TryAgain(Start.AddDays(3));

        Assert.Equal(DeliveryState.Queued, _delivery.State);
        Assert.Equal(Start.AddDays(3), _delivery.NextAttemptAt);
        Assert.Equal(0, _delivery.Attempts);
    }
}
