using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

// usage: BlazorScript <assembly> <resource name> <file to write>
if (args is not [var assembly, var resource, var target])
{
    await Console.Error.WriteLineAsync("usage: BlazorScript <assembly> <resource name> <file to write>");
    return 2;
}

if (!File.Exists(assembly))
{
    await Console.Error.WriteLineAsync($"BlazorScript : error CP0001: {assembly} is not there; restore the solution first.");
    return 1;
}

var bytes = ReadResource(assembly, resource);
if (bytes is null)
{
    await Console.Error.WriteLineAsync($"BlazorScript : error CP0002: {assembly} has no embedded resource {resource}.");
    return 1;
}

// Two builds may run at once: each writes its own file, the move is atomic and either result is the same.
Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
var draft = $"{target}.{Environment.ProcessId}.tmp";
await File.WriteAllBytesAsync(draft, bytes);
File.Move(draft, target, overwrite: true);
return 0;

static byte[]? ReadResource(string assembly, string name)
{
    using var image = new PEReader(File.OpenRead(assembly));
    var metadata = image.GetMetadataReader();
    foreach (var handle in metadata.ManifestResources)
    {
        var entry = metadata.GetManifestResource(handle);
        // A resource with an implementation lies in another file.
        if (!entry.Implementation.IsNil || !metadata.StringComparer.Equals(entry.Name, name)) continue;
        var section = image.GetSectionData(image.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
        var reader = section.GetReader((int)entry.Offset, section.Length - (int)entry.Offset);
        var length = reader.ReadInt32();
        return reader.ReadBytes(length);
    }

    return null;
}
