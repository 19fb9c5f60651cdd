namespace ClientPortal.Web.Tests.Weather;

/// <summary>Finds writes of which only a part is kept.</summary>
internal static class TornWrites
{
    /// <summary>What was remarked on amendments.</summary>
    public static string OnAmendments { get; } = Query("amendment_comment", "amendment_id", "amendment.commented");

    /// <summary>What was asked about offered contracts.</summary>
    public static string OnContracts { get; } = Query("contract_comment", "contract_id", "contract.commented");

    // Rows of one transaction carry its number; what only grows keeps it.
    private static string Query(string table, string subject, string code) =>
        $"""
        SELECT 'a remark without its entry: ' || c.text FROM portal.{table} c
        WHERE NOT EXISTS (SELECT FROM portal.entry e WHERE e.xmin = c.xmin AND e.code = '{code}' AND e.subject_id = c.{subject})
        UNION ALL
        SELECT 'an entry without its remark: ' || e.id FROM portal.entry e
        WHERE e.code = '{code}' AND NOT EXISTS (SELECT FROM portal.{table} c WHERE c.xmin = e.xmin AND c.{subject} = e.subject_id)
        UNION ALL
        SELECT 'an entry nobody is told of: ' || e.id FROM portal.entry e
        WHERE e.code = '{code}' AND NOT EXISTS (SELECT FROM portal.notice n WHERE n.entry_id = e.id)
        UNION ALL
        SELECT 'a notice that is not delivered: ' || n.id FROM portal.notice n
        WHERE NOT EXISTS (SELECT FROM portal.delivery d WHERE d.entry_id = n.entry_id AND d.person_id = n.person_id)
        """;
}
