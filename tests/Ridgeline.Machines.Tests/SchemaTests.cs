namespace Ridgeline.Machines.Tests;

/// <summary>The schema in the repository is what the reader takes.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void The_schema_in_the_repository_is_that_of_the_reader()
    {
        var path = Path.Combine(Root(), "catalog", "machine.schema.json");
        if (Environment.GetEnvironmentVariable("RIDGELINE_UPDATE_DOCS") == "1") File.WriteAllText(path, MachineSchema.Text());
        Assert.True(File.Exists(path) && File.ReadAllText(path) == MachineSchema.Text(),
            "catalog/machine.schema.json is not what the reader takes: run once with RIDGELINE_UPDATE_DOCS=1");
    }

    [Fact]
    public void The_catalogue_in_the_tool_is_that_of_the_repository()
        => Assert.Equal(Directory.GetFiles(Path.Combine(Root(), "catalog", "machines"), "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f))
            .Order(StringComparer.Ordinal), MachineCatalog.Names);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Ridgeline.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
