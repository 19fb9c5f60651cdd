using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Contracts.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Domain.Contracts;

/// <summary>Puts contracts into a service collection.</summary>
public static class ContractsServices
{
    /// <summary>Use cases and reads of contracts. Somebody else brings an <see cref="IDocumentRenderer"/>, and <see cref="ContractsDue"/> with the worker's login.</summary>
    public static IServiceCollection AddPortalContracts(this IServiceCollection services) => services
        .AddTransient<SaveDraft>().AddTransient<AcceptQuote>().AddTransient<OfferContract>().AddTransient<CommentOnContract>().AddTransient<EndContract>()
        .AddTransient<SignContract>().AddTransient<SignAmendment>()
        .AddTransient<DraftAmendment>().AddTransient<SendAmendment>().AddTransient<DiscussAmendment>()
        .AddTransient<ContractReads>().AddTransient<OfferReads>().AddTransient<AmendmentReads>().AddTransient<SignReads>();
}
