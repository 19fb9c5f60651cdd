using System.Globalization;
using System.Net;
using System.Text;
using ClientPortal.TransparencyLog;

namespace ClientPortal.Domain.Records.Attesting;

/// <summary>Asks a witness (C2SP tlog-witness, <c>add-checkpoint</c>).</summary>
internal sealed class WitnessClient(OutsideClient outside)
{
    private const string RequestType = "text/plain";
    private const string SizeType = "text/x.tlog.size";

    /// <summary>Has a checkpoint cosigned.</summary>
    /// <param name="address">The witness's submission prefix.</param>
    /// <param name="key">Its key.</param>
    /// <param name="note">The checkpoint's bytes.</param>
    /// <param name="seen">How many entries of the log it saw last, as far as is known.</param>
    /// <param name="prove">Proves that the checkpoint continues the log of that size.</param>
    /// <param name="size">How many entries the checkpoint covers.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The signature, and the witness's time in seconds since 1970 in UTC.</returns>
    /// <exception cref="AttestationException">It answered nothing that counts.</exception>
    public async Task<(NoteSignature Signature, long At)> CosignAsync(
        string address, VerifierKey key, byte[] note, long size, long seen, Func<long, Task<TreeHash[]>> prove, CancellationToken cancellation)
    {
        var answer = await AskAsync(address, note, seen, prove, cancellation);
        // It may have seen more than is known here: its last answer was lost, or this database is an older copy.
        if (SizeIn(answer) is { } saw)
        {
            if (saw > size) throw new AttestationException(AttestationFault.SawMore, saw.ToString(CultureInfo.InvariantCulture));
            answer = await AskAsync(address, note, saw, prove, cancellation);
        }

        return answer.Status switch
        {
            HttpStatusCode.OK => Signature(key, note, answer.Body),
            HttpStatusCode.NotFound => throw new AttestationException(AttestationFault.LogUnknown),
            HttpStatusCode.Forbidden => throw new AttestationException(AttestationFault.KeyUnknown),
            HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity => throw new AttestationException(AttestationFault.Disagrees),
            _ => throw new AttestationException(AttestationFault.WrongStatus, ((int)answer.Status).ToString(CultureInfo.InvariantCulture)),
        };
    }

    private async Task<OutsideAnswer> AskAsync(string address, byte[] note, long seen, Func<long, Task<TreeHash[]>> prove, CancellationToken cancellation)
    {
        var request = new StringBuilder().Append(CultureInfo.InvariantCulture, $"old {seen}\n");
        foreach (var hash in await prove(seen)) request.Append(hash).Append('\n');
        return await outside.PostAsync($"{address}/add-checkpoint", [.. Encoding.ASCII.GetBytes(request.Append('\n').ToString()), .. note], RequestType, cancellation);
    }

    private static long? SizeIn(OutsideAnswer answer) =>
        answer is { Status: HttpStatusCode.Conflict, Type: SizeType } && long.TryParse(Encoding.UTF8.GetString(answer.Body).TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? size
            : null;

    // Lines of other keys may come along, and are not kept.
    private static (NoteSignature Signature, long At) Signature(VerifierKey key, byte[] note, byte[] lines)
    {
        try
        {
            var cosigned = SignedNote.Parse([.. note, .. lines]);
            if (cosigned.CosignedAt(key) is not { } at) throw new AttestationException(AttestationFault.Forged);
            return (cosigned.Signatures.First(signature => signature.KeyId == key.Id && signature.Name == key.Name), at);
        }
        catch (MalformedLogException)
        {
            throw new AttestationException(AttestationFault.Unreadable);
        }
    }
}
