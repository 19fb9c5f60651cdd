using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Reports;

namespace ClientPortal.Domain.Home;

/// <summary>The newest of what there is with a client.</summary>
/// <param name="Contracts">Newest first.</param>
/// <param name="Quotes">Newest number first, without the editions that others took the place of.</param>
/// <param name="Reports">Published last first.</param>
public sealed record ClientWork(IReadOnlyList<ClientContract> Contracts, IReadOnlyList<ClientQuote> Quotes, IReadOnlyList<ClientReport> Reports);

/// <summary>A contract on its client's page.</summary>
/// <param name="Id">Which.</param>
/// <param name="Number">The number people quote.</param>
/// <param name="Title">What it is called.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Begins">The first day of a contract both have signed, where it is still to come; null otherwise.</param>
public sealed record ClientContract(ContractId Id, string Number, string Title, ContractState State, DateOnly? Begins);

/// <summary>A quote on its client's page.</summary>
/// <param name="Id">Which.</param>
/// <param name="Number">What it is called.</param>
/// <param name="Title">What it is about.</param>
/// <param name="State">How it stands now.</param>
public sealed record ClientQuote(QuoteId Id, string Number, string Title, QuoteState State);

/// <summary>A report on its client's page.</summary>
/// <param name="Id">Which.</param>
/// <param name="Number">Counts the reports on the contract.</param>
/// <param name="StageName">On which stage.</param>
/// <param name="ContractTitle">Of which contract.</param>
/// <param name="IsRead">Whether somebody of the client has read the newest revision.</param>
/// <param name="Decisions">How many decisions it asks for.</param>
public sealed record ClientReport(ReportId Id, int Number, string StageName, string ContractTitle, bool IsRead, int Decisions);
