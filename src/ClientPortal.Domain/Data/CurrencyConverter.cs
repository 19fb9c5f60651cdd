using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ClientPortal.Domain.Data;

/// <summary>A currency is its ISO 4217 code in the database.</summary>
internal sealed class CurrencyConverter() : ValueConverter<Currency, string>(currency => currency.Code, code => Currency.Of(code));
