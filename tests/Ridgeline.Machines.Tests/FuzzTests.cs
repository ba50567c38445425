using Ridgeline.Diagnostics;
using Ridgeline.Machines.Checking;

namespace Ridgeline.Machines.Tests;

/// <summary>Whatever a file holds, the reader answers with a machine or with errors, and never with an exception.</summary>
public sealed class FuzzTests
{
    private const string Alphabet = "{}[]:,-#&*!|>'\"%@`~?\n\t \u0000\u00e9\ud83d0.5eGBxyz";

    [Theory]
    [InlineData("a100-80")]
    [InlineData("h200")]
    [InlineData("eyeriss1")]
    [InlineData("ryzen5950x")]
    public void A_damaged_file_is_read_or_refused(string name)
    {
        var random = new Random(20260101);
        var text = MachineCatalog.TextOf(name)!;
        for (var i = 0; i < 1500; i++)
        {
            var damaged = text.ToCharArray().ToList();
            for (var hits = random.Next(1, 6); hits > 0; hits--) Damage(damaged, random);
            var diagnostics = new DiagnosticBag();
            var machine = MachineReader.ReadText(new([.. damaged]), "damaged.yaml", diagnostics);
            Assert.Equal(machine is null, diagnostics.HasErrors);
            if (machine is not null) Assert.NotNull(MachineCheck.Run(machine));
        }
    }

    private static void Damage(List<char> text, Random random)
    {
        var at = random.Next(text.Count);
        switch (random.Next(4))
        {
            case 0: text.RemoveAt(at); break;
            case 1: text.Insert(at, Alphabet[random.Next(Alphabet.Length)]); break;
            case 2: text[at] = Alphabet[random.Next(Alphabet.Length)]; break;
            default: text.RemoveRange(at, Math.Min(random.Next(1, 40), text.Count - at)); break;
        }
    }
}
