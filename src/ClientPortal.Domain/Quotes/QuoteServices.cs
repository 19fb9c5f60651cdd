using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Domain.Quotes;

/// <summary>Puts the use cases and reads of quotes into a service collection.</summary>
public static class QuoteServices
{
    /// <summary>The area's use cases and reads. Who issues quotes registers an <see cref="IQuoteRenderer"/> too.</summary>
    public static IServiceCollection AddPortalQuotes(this IServiceCollection services) =>
        services.AddTransient<ChangeQuotes>().AddTransient<IssueQuote>().AddTransient<AnswerQuote>().AddTransient<QuoteReads>();
}
