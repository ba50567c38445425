using System.Globalization;
using Ridgeline.Graphs;

namespace Ridgeline.Onnx.Reading;

/// <summary>
/// Finds the elements that a model keeps in files of their own. Only files in the model's folder or below are opened: a model is data from
/// strangers, and its paths must not reach anything else.
/// </summary>
internal sealed class ExternalFiles(ReadSession session) : IDisposable
{
    private readonly Dictionary<string, MappedFile?> _files = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, (int Tensors, Int128 Bytes)> _missing = new(StringComparer.Ordinal);

    /// <summary>The files that were opened.</summary>
    public IEnumerable<MappedFile> Opened => _files.Values.OfType<MappedFile>();

    /// <summary>Whether a file that the model names is not there.</summary>
    public bool AreMissing => _missing.Count > 0;

    /// <summary>The data that a tensor's <c>external_data</c> names, or null if it is wrong, which was then reported.</summary>
    public TensorData? Find(TensorHeader header, long count)
    {
        var entries = header.ExternalEntries ?? [];
        var location = entries.GetValueOrDefault("location", "");
        var needed = header.Element.BytesFor(count).Value;
        if (header.Element == ElementType.String || location.Length == 0
            || !Number(entries, "offset", 0, out var offset) || !Number(entries, "length", needed, out var length))
        {
            return Refuse("ONNX133", header, "names its external data wrongly",
                "external_data needs a location, and an offset and a length that are numbers; text cannot be external.");
        }
        if (length != needed) return Refuse("ONNX121", header, $"is {header.Signature}, which takes {needed} bytes, but its external data are {length}");
        if (!_files.TryGetValue(location, out var file) && !TryOpen(header, location, out file)) return null;
        if (file is null)
        {
            var (tensors, bytes) = _missing.GetValueOrDefault(location);
            _missing[location] = (tensors + 1, bytes + needed);
            return new AbsentData(needed, AbsentFilling.Of(header), location) { Offset = offset };
        }
        if (offset <= file.Length - needed) return new MappedData(file, offset, needed, location);
        return Refuse("ONNX131", header, $"wants bytes {offset} to {(Int128)offset + needed} of {Quoted.Text(location)}, which has {file.Length}",
            "The file of external data belongs to another model or is cut short.");
    }

    /// <summary>Warns of each file that is not there.</summary>
    public void ReportMissing()
    {
        foreach (var (location, (tensors, bytes)) in _missing)
        {
            session.Warn("ONNX132", null, $"{Quoted.Text(location)} is not there: {tensors} of the model's tensors ({bytes} bytes) have no values",
                "Structure, shapes and costs are known all the same. Put the file next to the model if values matter.");
        }
    }

    /// <summary>Closes what was opened, when there will be no model to own it.</summary>
    public void Dispose()
    {
        foreach (var file in Opened) file.Dispose();
        _files.Clear();
    }

    private bool TryOpen(TensorHeader header, string location, out MappedFile? file)
    {
        file = null;
        if (session.Source.Folder is not { } folder)
        {
            _files[location] = null;
            return true;
        }
        try
        {
            var path = ExternalPath.Resolve(folder, location, session.Source.Store);
            if (path is null)
            {
                Refuse("ONNX130", header, $"wants its data from {Quoted.Text(location)}, which is outside the model's folder",
                    "Put the file into the model's folder and name it without '..', a leading slash or a link to elsewhere.");
                return false;
            }
            // The length is asked first because opening a pipe would wait for ever, and a pipe has none.
            var info = new FileInfo(path);
            _files[location] = file = info.Exists && info.Length > 0 ? new MappedFile(path) : null;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Refuse("ONNX131", header, $"wants its data from {Quoted.Text(location)}, which cannot be read: {e.Message}");
            return false;
        }
    }

    private TensorData? Refuse(string code, TensorHeader header, string message, string? hint = null)
    {
        session.Error(code, header.Offset, $"{header.Label} {message}", hint);
        return null;
    }

    private static bool Number(OrderedDictionary<string, string> entries, string key, long fallback, out long number)
    {
        number = fallback;
        return !entries.TryGetValue(key, out var text) || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
