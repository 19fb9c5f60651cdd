using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using ClientPortal.Domain.Shared;
using Npgsql;

namespace ClientPortal.Domain.Tests.Isolation;

/// <summary>What a use case answered, as text with every value in it, so that answers can be compared and searched.</summary>
/// <param name="Text">All of it.</param>
/// <param name="IsNothing">Not found, nothing, or refused by the database.</param>
/// <param name="IsDone">A command was done.</param>
internal sealed partial record Said(string Text, bool IsNothing, bool IsDone)
{
    /// <summary>Whether a page came with nothing on it: empty lists, zeros and no identifier of anything.</summary>
    public bool IsEmpty => !Id().IsMatch(Text);

    private const int Deepest = 8;

    /// <summary>Runs it and says what came.</summary>
    public static async Task<Said> ByAsync(UseCase useCase, object? instance, object?[] arguments)
    {
        try
        {
            var task = (Task)useCase.Method.Invoke(instance, arguments)!;
            await task;
            var value = task.GetType().GetProperty(nameof(Task<>.Result))?.GetValue(task);
            var outcome = value?.GetType() is { IsNested: true, DeclaringType: { } outer } type && outer.IsGenericType && outer.GetGenericTypeDefinition() == typeof(Outcome<>) ? type.Name : null;
            var text = new StringBuilder(outcome);
            Write(text, value, Deepest);
            return new Said(text.ToString(), outcome is "NotFound" || (outcome is null && value is null or 0 or false), outcome is "Done");
        }
        catch (Exception thrown) when (Innermost(thrown) is NotYours)
        {
            return new Said("not yours", IsNothing: true, IsDone: false);
        }
        catch (Exception thrown) when (Innermost(thrown) is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege })
        {
            return new Said("refused by the database", IsNothing: true, IsDone: false);
        }
        catch (Exception thrown)
        {
            return new Said($"threw {Innermost(thrown).GetType().Name}: {Innermost(thrown).Message}", IsNothing: false, IsDone: false);
        }
    }

    [GeneratedRegex("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Id();

    private static Exception Innermost(Exception thrown) => thrown is TargetInvocationException or AggregateException ? Innermost(thrown.InnerException!) : thrown.InnerException is PostgresException inner ? inner : thrown;

    private static void Write(StringBuilder text, object? value, int depth)
    {
        if (value is null or CancellationToken || depth == 0) return;
        switch (value)
        {
            case string or Enum or IFormattable or bool:
                text.Append(CultureInfo.InvariantCulture, $" {value}");
                break;
            case byte[] bytes:
                text.Append(' ').Append(Convert.ToHexStringLower(bytes));
                break;
            case IEnumerable list:
                text.Append(" [");
                foreach (var item in list) Write(text, item, depth - 1);
                text.Append(" ]");
                break;
            default:
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0))
                {
                    text.Append(CultureInfo.InvariantCulture, $" {property.Name}:");
                    Write(text, property.GetValue(value), depth - 1);
                }

                break;
        }
    }
}
