using System.Globalization;

namespace Ridgeline.Runtime.Host;

/// <summary>The caches of this processor.</summary>
internal static class CacheLevels
{
    private const string Linux = "/sys/devices/system/cpu/cpu0/cache";

    /// <summary>Innermost first. Where the system does not say, those that most processors of the decade have.</summary>
    public static IReadOnlyList<CacheLevel> Find()
    {
        var found = Directory.Exists(Linux) ? Directory.EnumerateDirectories(Linux, "index*").Select(Read).OfType<CacheLevel>().OrderBy(c => c.Level).ToList() : [];
        if (found.Count > 0) return found;
        const string guess = "not said by the system: a usual size";
        return [new(1, 32 << 10, 1, guess), new(2, 1 << 20, 1, guess), new(3, 16 << 20, Environment.ProcessorCount, guess)];
    }

    /// <summary>Hardware threads of one core; 1 where the system does not say.</summary>
    public static int ThreadsOfCore() => Math.Max(1, Count(Text("/sys/devices/system/cpu/cpu0/topology", "thread_siblings_list")));

    private static CacheLevel? Read(string folder)
    {
        var (level, type, size, shared) = (Text(folder, "level"), Text(folder, "type"), Text(folder, "size"), Text(folder, "shared_cpu_list"));
        if (type == "Instruction" || !int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || Bytes(size) is not { } bytes) return null;
        return new(number, bytes, Math.Max(1, Count(shared)), folder);
    }

    private static string Text(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : "";
    }

    private static long? Bytes(string text)
    {
        var scale = text.EndsWith('K') ? 10 : text.EndsWith('M') ? 20 : 0;
        return long.TryParse(text.AsSpan(0, Math.Max(0, text.Length - (scale > 0 ? 1 : 0))), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number << scale : null;
    }

    // Such as 0-3,8-11.
    private static int Count(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries).Sum(part =>
    {
        var ends = part.Split('-').Select(e => int.TryParse(e, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).ToList();
        return ends[^1] - ends[0] + 1;
    });
}
