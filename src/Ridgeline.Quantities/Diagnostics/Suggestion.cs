namespace Ridgeline.Diagnostics;

/// <summary>Finds what the user may have meant.</summary>
public static class Suggestion
{
    // No name that a person mistypes is longer, and the cost grows with the square.
    private const int MaxLength = 128;

    /// <summary>The candidate with the fewest typing slips from a word, if few enough to be likely.</summary>
    /// <remarks>
    /// A slip is a character left out, added, exchanged, or two neighbours swapped (Damerau and Levenshtein). Up to a third
    /// of the word's characters, at least one, may be slips. Case is free, and decides only between equals; then order does.
    /// </remarks>
    /// <param name="word">What was written.</param>
    /// <param name="candidates">What could have been.</param>
    /// <returns>The closest candidate, or null if none is near.</returns>
    public static string? Closest(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > MaxLength) return null;
        var allowed = word.Length == 1 ? 0 : Math.Max(1, word.Length / 3);
        var folded = word.ToUpperInvariant();
        string? best = null;
        var bestScore = (Folded: allowed + 1, Exact: 0);
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) > allowed) continue;
            var score = (Distance(folded, candidate.ToUpperInvariant()), Distance(word, candidate));
            if (score.Item1 > allowed || score.CompareTo(bestScore) >= 0) continue;
            best = candidate;
            bestScore = score;
        }

        return best;
    }

    /// <summary>How many slips are between two words, where no character is changed twice.</summary>
    internal static int Distance(string from, string to)
    {
        var twoAgo = new int[to.Length + 1];
        var previous = new int[to.Length + 1];
        var current = new int[to.Length + 1];
        for (var j = 0; j <= to.Length; j++) previous[j] = j;

        for (var i = 1; i <= from.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var exchange = previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                current[j] = Math.Min(exchange, 1 + Math.Min(previous[j], current[j - 1]));
                var swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
                if (swapped) current[j] = Math.Min(current[j], twoAgo[j - 2] + 1);
            }

            (twoAgo, previous, current) = (previous, current, twoAgo);
        }

        return previous[to.Length];
    }
}
