namespace Ridgeline.Diagnostics.Tests;

public sealed class DiagnosticTests
{
    [Fact]
    public void A_full_diagnostic_prints_place_code_message_and_hint()
    {
        var diagnostic = Diagnostic.Error("RL1203", "unknown key 'bandwith'", new("tpu.yaml", 12, 5), "did you mean 'bandwidth'?");
        Assert.Equal("tpu.yaml:12:5 error RL1203: unknown key 'bandwith'\nhint: did you mean 'bandwidth'?", diagnostic.ToString());
    }

    [Fact]
    public void Parts_that_are_missing_are_left_out()
    {
        Assert.Equal("error E1: bad", Diagnostic.Error("E1", "bad").ToString());
        Assert.Equal("warning E1: odd", Diagnostic.Warning("E1", "odd").ToString());
        Assert.Equal("f error E1: bad", Diagnostic.Error("E1", "bad", new("f")).ToString());
        Assert.Equal("f:3 error E1: bad", Diagnostic.Error("E1", "bad", new("f", 3)).ToString());
        Assert.Equal("f error E1: bad", Diagnostic.Error("E1", "bad", new("f", null, 4)).ToString());
        Assert.Equal("line 3:4 error E1: bad", Diagnostic.Error("E1", "bad", new(null, 3, 4)).ToString());
        Assert.Equal("error: bad", Diagnostic.Error("", "bad", SourceSpot.None, "").ToString());
    }

    [Fact]
    public void A_detail_stands_after_the_file()
    {
        Assert.Equal("m.onnx: node 'conv1' (Conv): error E1: bad",
            Diagnostic.Error("E1", "bad", new("m.onnx", Detail: "node 'conv1' (Conv)")).ToString());
        Assert.Equal("byte 0x1f3: error E1: bad", Diagnostic.Error("E1", "bad", new(null, Detail: "byte 0x1f3")).ToString());
    }

    [Fact]
    public void Control_characters_of_the_input_are_not_let_through()
        => Assert.Equal("m: node 'a\\u000ab\\u001b[2J': error E1: bad\\u000d",
            Diagnostic.Error("E1", "bad\r", new("m", Detail: "node 'a\nb\u001b[2J'")).ToString());

    [Fact]
    public void A_bag_sorts_by_severity_and_throws_only_for_errors()
    {
        var bag = new DiagnosticBag();
        bag.Warning("W1", "odd");
        Assert.False(bag.HasErrors);
        bag.ThrowIfErrors();

        bag.Error("E1", "bad");
        Assert.True(bag.HasErrors);
        Assert.Equal("E1", Assert.Single(bag.Errors).Code);
        Assert.Equal("W1", Assert.Single(bag.Warnings).Code);
        var thrown = Assert.Throws<DiagnosticException>(bag.ThrowIfErrors);
        Assert.Equal("warning W1: odd\nerror E1: bad", thrown.Message);
        Assert.Equal(2, thrown.Diagnostics.Count);
    }

    [Fact]
    public void A_bag_keeps_a_hundred_and_counts_the_rest()
    {
        var bag = new DiagnosticBag();
        for (var i = 0; i < 103; i++) bag.Error("E1", $"bad {i}");
        Assert.Equal(100, bag.All.Count);
        Assert.Equal(3, bag.Omitted);
        var thrown = Assert.Throws<DiagnosticException>(bag.ThrowIfErrors);
        Assert.EndsWith("error E1: bad 99\nand 3 more", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(3, thrown.Omitted);
    }

    [Fact]
    public void Warnings_do_not_hide_an_error()
    {
        var bag = new DiagnosticBag();
        for (var i = 0; i < 101; i++) bag.Warning("W1", "odd");
        bag.Error("E1", "bad");
        Assert.Equal(100, bag.All.Count);
        Assert.Equal(2, bag.Omitted);
        Assert.Single(bag.Errors);
        Assert.True(bag.HasErrors);
    }

    [Fact]
    public void An_exception_needs_a_diagnostic() => Assert.Throws<ArgumentException>(() => new DiagnosticException([]));
}
