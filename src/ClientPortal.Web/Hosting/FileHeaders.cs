using Microsoft.Net.Http.Headers;

namespace ClientPortal.Web.Hosting;

/// <summary>What is said with every file that leaves the portal.</summary>
internal static class FileHeaders
{
    /// <summary>Names the file and keeps it out of shared caches.</summary>
    /// <param name="response">The answer the file goes out in.</param>
    /// <param name="fileName">What it is called, in any script.</param>
    /// <param name="save">Whether the browser saves it in place of showing it.</param>
    public static void NameFile(this HttpResponse response, string fileName, bool save = true)
    {
        var name = new ContentDispositionHeaderValue(save ? "attachment" : "inline");
        name.SetHttpFileName(fileName);
        response.Headers.ContentDisposition = name.ToString();
        response.Headers.CacheControl = "private, no-store";
    }
}
