using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Ridgeline.House.Tests;

/// <summary>Imports go down only: the floors of the design.</summary>
public sealed class ImportTests
{
    private static readonly Dictionary<string, int> s_floors = new()
    {
        ["Quantities"] = 0,
        ["Graphs"] = 1, ["Machines"] = 1,
        ["Onnx"] = 2, ["Zoo"] = 2, ["Inputs"] = 2, ["Timelines"] = 2,
        ["Prediction"] = 3, ["Accelerators"] = 3, ["Runtime"] = 3, ["Training"] = 3, ["Clusters"] = 3,
        ["Reports"] = 4, ["Review"] = 4, ["Trends"] = 4, ["Exploration"] = 4,
        ["Cli"] = 5, ["Studio"] = 5,
    };

    // Those that may lean on a neighbour of their own floor; what judges writes through what reports.
    private static readonly (string From, string To)[] s_neighbours =
        [("Training", "Runtime"), ("Clusters", "Prediction"), ("Review", "Reports"), ("Trends", "Reports")];

    public static TheoryData<string> Rooms => [.. House.Files("src", "*.csproj").Select(Room)];

    [Fact]
    public void Every_room_is_in_the_design() => Assert.All(House.Files("src", "*.csproj"), path => Assert.Contains(Room(path), s_floors.Keys));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_imports_from_below_only(string room)
    {
        var project = XDocument.Parse(House.Read($"src/Ridgeline.{room}/Ridgeline.{room}.csproj"));
        foreach (var reference in project.Descendants("ProjectReference").Select(r => Room(r.Attribute("Include")!.Value)))
        {
            Assert.True(s_floors[reference] < s_floors[room] || s_neighbours.Contains((room, reference)), $"{room} imports {reference}, which is not below it");
        }
    }

    [Theory]
    [InlineData("Google.Protobuf", "Onnx")]
    [InlineData("YamlDotNet", "Machines")]
    [InlineData("System.CommandLine", "Cli")]
    [InlineData("Spectre.Console", "Cli", "Studio")]
    public void A_package_is_known_to_its_rooms_alone(string package, params string[] rooms)
    {
        foreach (var path in House.Files("src", "*.csproj").Where(p => !rooms.Contains(Room(p))))
        {
            Assert.DoesNotContain($"\"{package}\"", House.Read(path));
        }
    }

    [Fact]
    public void Only_the_top_floor_knows_a_console() => Assert.All(
        House.Sources.Where(p => !p.StartsWith("src/Ridgeline.Cli/", StringComparison.Ordinal) && !p.StartsWith("src/Ridgeline.Studio/", StringComparison.Ordinal)),
        path => Assert.DoesNotMatch(@"\bConsole\.", House.Read(path)));

    [Fact]
    public void Nothing_but_the_operator_table_asks_for_an_operator_by_name()
    {
        var asks = new Regex(@"\bOpType\s*(==|!=|is\b|switch\b)|\bFind\(""[A-Za-z.]*"",\s*""");
        Assert.All(House.Sources.Where(p => !p.StartsWith("src/Ridgeline.Graphs/Operators/", StringComparison.Ordinal)), path => Assert.DoesNotMatch(asks, House.Read(path)));
    }

    private static string Room(string path) => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')).Replace("Ridgeline.", "", StringComparison.Ordinal);
}
