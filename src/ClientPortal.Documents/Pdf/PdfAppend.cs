using System.Security.Cryptography;
using ClientPortal.Documents.Layout;

namespace ClientPortal.Documents.Pdf;

/// <summary>
/// Adds the pages of one file of ours after those of another as an incremental update: the first file stays in the result byte
/// for byte, so its hash can be checked by cutting it off, and its structure goes on with that of the added pages.
/// </summary>
internal static class PdfAppend
{
    /// <summary>The first file followed by what adds the second one's pages.</summary>
    /// <param name="first">A file of ours.</param>
    /// <param name="second">A file of ours.</param>
    /// <param name="info">What the whole says of itself.</param>
    /// <exception cref="InvalidDataException">The first file is damaged or was not made by this project.</exception>
    public static byte[] Join(byte[] first, byte[] second, SheetInfo info)
    {
        PdfFile left = new(first), right = new(second);
        var (leftParts, rightParts) = (Skeleton.Of(left), Skeleton.Of(right));
        var copied = Reachable(right, rightParts);
        var numbers = copied.Order().Select((number, i) => (number, i)).ToDictionary(pair => pair.number, pair => left.Size + pair.i);
        // The parents that the added pages and their structure get are the first file's.
        numbers[rightParts.Pages.Number] = leftParts.Pages.Number;
        numbers[rightParts.StructureRoot.Number] = leftParts.Document.Number;

        var objects = copied.Order().Select(number => Adopt(right[number], number)).ToList();
        objects.Add(leftParts.Pages with { Value = WithPages() });
        objects.Add(leftParts.Document with { Value = WithKids() });
        objects.Add(leftParts.ParentTree with { Value = WithParents() });
        objects.Add(leftParts.StructureRoot with
        {
            Value = leftParts.StructureRoot.Map.With("ParentTreeNextKey", PdfToken.Number(leftParts.NextKey + rightParts.NextKey)),
        });
        var seed = SHA256.HashData([.. SHA256.HashData(first), .. SHA256.HashData(second)]);
        var infoRef = (PdfRef)left.Trailer["Info"]!;
        objects.Add(new PdfObject(infoRef.Number, PdfFinish.Information(info, left[infoRef].Map["Producer"]!)));
        objects.Add(PdfFinish.Metadata(((PdfRef)left[left.Trailer["Root"]].Map["Metadata"]!).Number, info, seed));
        return left.Continue(objects, new PdfMap(
            ("Size", PdfToken.Number(left.Size + copied.Count)),
            ("Root", left.Trailer["Root"]!),
            ("Info", infoRef),
            ("ID", new PdfList([((PdfList)left.Trailer["ID"]!).Items[0], PdfToken.Bytes(seed.AsSpan(0, 16))]))));

        PdfObject Adopt(PdfObject item, int number)
        {
            var value = (item.Value is PdfMap map ? Changed(map, number) : item.Value).MapRefs(old => numbers[old]);
            return item with { Number = numbers[number], Value = value };
        }

        PdfMap Changed(PdfMap map, int number)
        {
            if (number == rightParts.Document.Number)
                return map.With("S", PdfToken.Name("Part"));
            return map["StructParents"] is PdfToken key ? map.With("StructParents", PdfToken.Number(key.AsNumber + leftParts.NextKey)) : map;
        }

        PdfMap WithPages()
        {
            PdfValue[] kids = [.. leftParts.Kids, .. rightParts.Kids.Select(kid => kid.MapRefs(old => numbers[old]))];
            return leftParts.Pages.Map.With("Kids", new PdfList(kids)).With("Count", PdfToken.Number(kids.Length));
        }

        PdfMap WithKids()
        {
            var kids = ((PdfList)leftParts.Document.Map["K"]!).Items;
            return leftParts.Document.Map.With("K", new PdfList([.. kids, new PdfRef(numbers[rightParts.Document.Number])]));
        }

        PdfMap WithParents()
        {
            var added = rightParts.Parents.Select((item, i) => i % 2 == 0
                ? PdfToken.Number(((PdfToken)item).AsNumber + leftParts.NextKey)
                : item.MapRefs(old => numbers[old]));
            return leftParts.ParentTree.Map.With("Nums", new PdfList([.. leftParts.Parents, .. added]));
        }
    }

    private static HashSet<int> Reachable(PdfFile file, Skeleton parts)
    {
        var seen = new HashSet<int>();
        var open = new Stack<PdfValue>([.. parts.Kids, new PdfRef(parts.Document.Number)]);
        while (open.TryPop(out var value))
        {
            switch (value)
            {
                case PdfRef reference when reference.Number != parts.Pages.Number && reference.Number != parts.StructureRoot.Number:
                    if (seen.Add(reference.Number))
                        open.Push(file[reference].Value);
                    break;
                case PdfList list:
                    foreach (var item in list.Items)
                        open.Push(item);
                    break;
                case PdfMap map:
                    foreach (var (_, item) in map.Entries)
                        open.Push(item);
                    break;
            }
        }

        return seen;
    }

    /// <summary>The objects that hold a tagged file of ours together.</summary>
    private sealed record Skeleton(PdfObject Pages, PdfObject StructureRoot, PdfObject Document, PdfObject ParentTree)
    {
        public IReadOnlyList<PdfValue> Kids => ((PdfList)Pages.Map["Kids"]!).Items;

        public IReadOnlyList<PdfValue> Parents => ((PdfList)ParentTree.Map["Nums"]!).Items;

        public int NextKey => ((PdfToken)StructureRoot.Map["ParentTreeNextKey"]!).AsNumber;

        public static Skeleton Of(PdfFile file)
        {
            var root = file[file.Trailer["Root"]].Map;
            var structure = file[root["StructTreeRoot"]];
            var parts = new Skeleton(file[root["Pages"]], structure, file[structure.Map["K"]], file[structure.Map["ParentTree"]]);
            var complete = parts.Pages.Map["Kids"] is PdfList && parts.ParentTree.Map["Nums"] is PdfList && parts.Document.Map["K"] is PdfList
                && structure.Map["ParentTreeNextKey"] is PdfToken && root["Metadata"] is PdfRef && file.Trailer["Info"] is PdfRef
                && file.Trailer["ID"] is PdfList;
            return complete ? parts : throw new InvalidDataException("The PDF was not made by this project: it lacks structure that every document of ours has.");
        }
    }
}
