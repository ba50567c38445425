namespace Ridgeline.Machines.Checking;

/// <summary>Finds contradictions among the numbers of a machine.</summary>
public static class MachineCheck
{
    private static readonly IMachineRule[] s_rules = [new PeakRule(), new CountRule(), new MemorySizeRule(), new MemorySpeedRule(), new TechnologyRule(),
        new RidgeRule(), new PowerRule(), new YearRule(), new CatalogRule()];

    /// <summary>All findings, those that the file explains included.</summary>
    public static IReadOnlyList<MachineFinding> Run(Machine machine)
    {
        var findings = s_rules.SelectMany(rule => rule.Check(machine)).Select(finding => Explain(finding, machine)).ToList();
        foreach (var expected in machine.Expectations.Where(e => !findings.Exists(f => Fits(e, f))))
        {
            findings.Add(new("MACH299", expected.At ?? "expect", $"{expected.Code} is expected and does not occur",
                "take the expectation away, or write the right code and place"));
        }
        return findings;
    }

    private static MachineFinding Explain(MachineFinding finding, Machine machine)
        => machine.Expectations.FirstOrDefault(e => Fits(e, finding)) is { } expected ? finding with { Reason = expected.Reason } : finding;

    private static bool Fits(Expectation expected, MachineFinding finding)
        => expected.Code == finding.Code && (expected.At is null || expected.At == finding.At);
}
