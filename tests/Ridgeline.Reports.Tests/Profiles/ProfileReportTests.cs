using System.Xml;
using Ridgeline.Reports.Profiles;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Tests.Profiles;

public sealed class ProfileReportTests
{
    [Fact]
    public void Alike_blocks_fold_into_one_row_with_their_sums()
    {
        var table = GroupTable.ByBlock(SampleProfile.Of(5), new(), foldAlike: true);
        Assert.Equal(["embed", "blocks.0 .. blocks.4 (5 alike)", "head<&>"], table.Rows.Select(r => r[0].Text));
        Assert.Equal(["15", "1515"], table.Rows[1].Skip(1).Take(2).Select(c => c.Raw));
        Assert.Equal(7, GroupTable.ByBlock(SampleProfile.Of(5), new()).Rows.Count);
    }

    [Fact]
    public void Two_alike_rows_stay_two() => Assert.Equal(4, GroupTable.ByBlock(SampleProfile.Of(2), new(), foldAlike: true).Rows.Count);

    [Fact]
    public void What_is_not_known_is_a_question_mark()
    {
        var row = LayerTable.Of(SampleProfile.Of(1), new()).Rows[^1];
        Assert.Equal(("?", ""), (row[3].Text, row[3].Raw));
        Assert.Equal("?", row[8].Text);
    }

    [Fact]
    public void A_choice_of_rows_says_so_and_keeps_the_totals()
    {
        var profile = SampleProfile.Of(2);
        var table = LayerTable.Of(profile, new() { Top = 2 });
        Assert.Equal("Layer by layer: 2 of 8, most FLOPs first", table.Title);
        Assert.Equal(["blocks.0.layer2", "blocks.1.layer2"], table.Rows.Select(r => r[0].Text));
        Assert.Equal(LayerTable.Of(profile, new()).Footer![3], table.Footer![3]);
        Assert.Equal("Layer by layer: 1 of 8, the first", LayerTable.Of(profile, new() { Top = 1, Sort = ProfileSort.Run }).Title);
    }

    [Fact]
    public void Notes_come_before_the_numbers_and_are_cut_when_many()
    {
        var sentences = ProfileSentences.Of(SampleProfile.Of(1, 3, "one", "two", "three", "four", "five", "six")).ToList();
        Assert.Equal(["Note: one.", "Note: two.", "Note: three.", "Note: four."], sentences.Skip(1).Take(4));
        Assert.StartsWith("... and 2 more notes", sentences[5], StringComparison.Ordinal);
        Assert.Contains("1 tensors of unknown size are left out", string.Join(' ', sentences), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_escapes_names_and_names_the_file()
    {
        var page = ProfileHtml.Page(SampleProfile.Of(3, 3, "a < b"));
        Assert.Contains("<h1>net&lt;&amp;&gt;.onnx</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<li>a &lt; b</li>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<&>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(200)]
    public void Pictures_of_long_networks_draw_alike_layers_once(int blocks)
    {
        var profile = SampleProfile.Of(blocks);
        foreach (var picture in new[] { ProfilePicture.WorkingSet, ProfilePicture.Operations, ProfilePicture.Network })
        {
            var svg = ProfilePictures.Draw(profile, picture);
            var document = new XmlDocument();
            document.LoadXml(svg);
            Assert.Equal(blocks == 200, new[] { "200 alike)", "(x200)" }.Any(document.InnerText.Contains));
            Assert.True(svg.Length < 40_000, $"{picture}: {svg.Length}");
        }
    }

    [Fact]
    public void A_network_of_nothing_has_a_page()
    {
        var nothing = SampleProfile.Of(0) with { Layers = [], Edges = [], Memory = new(Quantities.Bytes.Zero, [], 0, [], 0) };
        Assert.Contains("</html>", ProfileHtml.Page(nothing), StringComparison.Ordinal);
        using var text = new StringWriter();
        ProfilePage.Write(nothing, new(), (table, to) => TextTable.Write(table, to), text);
        Assert.Contains("0 MACs", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_of_training_wants_training() =>
        Assert.Throws<Diagnostics.DiagnosticException>(() => ProfilePictures.Draw(SampleProfile.Of(1), ProfilePicture.TrainingSum));
}
