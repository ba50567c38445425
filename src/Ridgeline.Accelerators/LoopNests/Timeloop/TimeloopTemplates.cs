using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Finds what Timeloop's front-end would fill in before there is any YAML: Jinja2's <c>{{ }}</c> and <c>{% %}</c>.</summary>
internal static class TimeloopTemplates
{
    private const int LargestText = 1 << 20;

    /// <summary>Says where a file is a template, so that what follows from it is understood.</summary>
    public static void Check(string path, DiagnosticBag diagnostics)
    {
        if (!File.Exists(path) || new FileInfo(path).Length > LargestText) return;
        try
        {
            Check(path, File.ReadAllText(path), diagnostics);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // That it cannot be read was said where it was read as YAML.
        }
    }

    public static void Check(string file, string text, DiagnosticBag diagnostics)
    {
        var line = 0;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            line++;
            var comment = content.IndexOf('#');
            var written = comment < 0 ? content : content[..comment];
            var at = written.IndexOf("{{", StringComparison.Ordinal) is >= 0 and var name ? name : written.IndexOf("{%", StringComparison.Ordinal);
            if (at < 0) continue;
            diagnostics.Error("NEST113", "this is a Jinja2 template, which Timeloop's front-end fills in", new(file, line, at + 1),
                "write the value in its place and name included files with commas, or give parsed-processed-input.yaml");
            return;
        }
    }
}
