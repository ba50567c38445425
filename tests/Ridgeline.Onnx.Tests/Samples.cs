using Google.Protobuf;
using P = global::Onnx;

namespace Ridgeline.Onnx.Tests;

/// <summary>Models built with the oracle: Google's protobuf classes, generated from ONNX's schema.</summary>
internal static class Samples
{
    public static P.ModelProto Empty() => new()
    {
        IrVersion = 10, ProducerName = "tests", Graph = new() { Name = "g" }, OpsetImport = { new P.OperatorSetIdProto { Version = 21 } },
    };

    /// <summary>x, weight w -> Add -> y: the smallest model that has everything usual.</summary>
    public static P.ModelProto Small()
    {
        var model = Empty();
        model.Graph.Input.Add(Info("x", 1, "batch", 3));
        model.Graph.Initializer.Add(Floats("w", [3], 1, 2, 3));
        model.Graph.Node.Add(Node("Add", "add1", ["x", "w"], ["y"]));
        model.Graph.Output.Add(Info("y", 1, "batch", 3));
        return model;
    }

    /// <summary>Subgraphs, functions, sparse weights, every kind of attribute, every kind of type, properties at every level, fields of the future.</summary>
    public static P.ModelProto Everything()
    {
        var model = Small();
        var graph = model.Graph;
        model.DocString = "doc";
        model.ModelVersion = 7;
        model.MetadataProps.Add(Entry("model", "property"));
        model.OpsetImport.Add(new P.OperatorSetIdProto { Domain = "custom", Version = 2 });
        model.TrainingInfo.Add(new P.TrainingInfoProto { Algorithm = new() { Name = "step" } });
        model.Configuration.Add(new P.DeviceConfigurationProto { Name = "two", NumDevices = 2 });
        graph.DocString = "graph doc";
        graph.MetadataProps.Add(Entry("graph", "property"));
        graph.QuantizationAnnotation.Add(new P.TensorAnnotation { TensorName = "x" });
        graph.ValueInfo.Add(Info("inner", 1, "batch", 3));
        graph.ValueInfo[0].DocString = "inner doc";
        graph.ValueInfo[0].MetadataProps.Add(Entry("value", "property"));
        graph.SparseInitializer.Add(Sparse("sparse"));
        graph.Input.Add(Info("w", 1, 3));
        graph.Initializer.Add(Floats("documented", [1], 5));
        graph.Initializer[1].DocString = "weight doc";
        graph.Initializer[1].MetadataProps.Add(Entry("weight", "property"));
        graph.Input.Add(new P.ValueInfoProto { Name = "seq", Type = new() { SequenceType = new() { ElemType = Tensor(7, 2) } } });
        graph.Input.Add(new P.ValueInfoProto { Name = "opt", Type = new() { OptionalType = new() { ElemType = Tensor(1) } } });
        graph.Input.Add(new P.ValueInfoProto { Name = "map", Type = new() { MapType = new() { KeyType = 8, ValueType = Tensor(1) } } });
        graph.Input.Add(new P.ValueInfoProto { Name = "sp", Type = new() { SparseTensorType = new() { ElemType = 1, Shape = new() } } });
        graph.Input.Add(new P.ValueInfoProto { Name = "opq", Type = new() { OpaqueType = new() { Domain = "d", Name = "n" } } });
        graph.Input.Add(new P.ValueInfoProto { Name = "untyped" });
        graph.Input.Add(new P.ValueInfoProto { Name = "unranked", Type = new() { TensorType = new() { ElemType = 1 } } });
        var node = Node("Everything", "every", ["x", "", "sparse"], ["inner", "", "other"], "custom");
        node.DocString = "node doc";
        node.Overload = "v2";
        node.MetadataProps.Add(Entry("node", "property"));
        node.DeviceConfigurations.Add(new P.NodeDeviceConfigurationProto { ConfigurationId = "two", PipelineStage = 1 });
        node.Attribute.AddRange(AllAttributes());
        graph.Node.Add(node);
        graph.Node.Add(If());
        graph.Node.Add(Node("Twice", "call", ["chosen"], ["z"], "custom"));
        graph.Output.Add(Info("z", 1, "batch", 3));
        model.Functions.Add(Function());
        return model;
    }

    /// <summary>Shape arithmetic, a Conv and a Loop in a row: what shape inference has most to do with.</summary>
    public static P.ModelProto Chain()
    {
        var model = Empty();
        var graph = model.Graph;
        graph.Input.Add(Info("image", 1, "n", 3, 8, 8));
        graph.Initializer.Add(Floats("filter", [4, 3, 3, 3], new float[108]));
        graph.Initializer.Add(new P.TensorProto { Name = "zero", DataType = 7, Dims = { 1 }, Int64Data = { 0 } });
        graph.Initializer.Add(new P.TensorProto { Name = "minus", DataType = 7, Dims = { 1 }, Int64Data = { -1 } });
        graph.Initializer.Add(new P.TensorProto { Name = "trips", DataType = 7, Int64Data = { 3 } });
        graph.Initializer.Add(new P.TensorProto { Name = "go", DataType = 9, Int32Data = { 1 } });
        graph.Node.Add(Node("Conv", "conv", ["image", "filter"], ["maps"]));
        graph.Node[0].Attribute.Add(new P.AttributeProto { Name = "pads", Type = P.AttributeProto.Types.AttributeType.Ints, Ints = { 1, 1, 1, 1 } });
        graph.Node.Add(Node("Shape", "", ["maps"], ["shape"]));
        graph.Node.Add(Node("Gather", "", ["shape", "zero"], ["first"]));
        graph.Node.Add(Node("Concat", "", ["first", "minus"], ["target"]));
        graph.Node[^1].Attribute.Add(new P.AttributeProto { Name = "axis", Type = P.AttributeProto.Types.AttributeType.Int });
        graph.Node.Add(Node("Reshape", "", ["maps", "target"], ["flat"]));
        var body = new P.GraphProto { Name = "body" };
        body.Input.Add([Info("iteration", 7), Info("going", 9), Info("state", 1, "n", 256)]);
        body.Node.Add(Node("Relu", "", ["state"], ["next"]));
        body.Node.Add(Node("Identity", "", ["going"], ["still"]));
        body.Output.Add([Info("still", 9), Info("next", 1, "n", 256)]);
        graph.Node.Add(Node("Loop", "loop", ["trips", "go", "flat"], ["result"]));
        graph.Node[^1].Attribute.Add(new P.AttributeProto { Name = "body", Type = P.AttributeProto.Types.AttributeType.Graph, G = body });
        graph.Output.Add(Info("result", 1, "n", 256));
        return model;
    }

    public static IEnumerable<P.AttributeProto> AllAttributes()
    {
        var body = new P.GraphProto { Name = "body", Node = { Node("Neg", "n", ["x"], ["body_y"]) }, Output = { Info("body_y", 1, 3) } };
        var body2 = body.Clone();
        body2.Node[0].Output[0] = body2.Output[0].Name = "body_y2";
        return
        [
            new() { Name = "f", Type = P.AttributeProto.Types.AttributeType.Float, F = -1.5f, DocString = "attribute doc" },
            new() { Name = "i", Type = P.AttributeProto.Types.AttributeType.Int, I = long.MinValue },
            new() { Name = "s", Type = P.AttributeProto.Types.AttributeType.String, S = ByteString.CopyFrom(0xff, 0, 0x41) },
            new() { Name = "t", Type = P.AttributeProto.Types.AttributeType.Tensor, T = Floats("", [2, 1], 1, float.NaN) },
            new() { Name = "g", Type = P.AttributeProto.Types.AttributeType.Graph, G = body },
            new() { Name = "st", Type = P.AttributeProto.Types.AttributeType.SparseTensor, SparseTensor = Sparse("") },
            new() { Name = "tp", Type = P.AttributeProto.Types.AttributeType.TypeProto, Tp = Tensor(1, 2, 3) },
            new() { Name = "fs", Type = P.AttributeProto.Types.AttributeType.Floats, Floats = { 1, 2, 3 } },
            new() { Name = "is", Type = P.AttributeProto.Types.AttributeType.Ints, Ints = { 1, -2, long.MaxValue } },
            new() { Name = "none", Type = P.AttributeProto.Types.AttributeType.Ints },
            new() { Name = "ss", Type = P.AttributeProto.Types.AttributeType.Strings, Strings = { ByteString.CopyFromUtf8("a"), ByteString.Empty } },
            new() { Name = "ts", Type = P.AttributeProto.Types.AttributeType.Tensors, Tensors = { Floats("", [1], 1), Floats("", [0]) } },
            new() { Name = "gs", Type = P.AttributeProto.Types.AttributeType.Graphs, Graphs = { body2 } },
            new() { Name = "sts", Type = P.AttributeProto.Types.AttributeType.SparseTensors, SparseTensors = { Sparse(""), Sparse("") } },
            new() { Name = "tps", Type = P.AttributeProto.Types.AttributeType.TypeProtos, TypeProtos = { Tensor(1), Tensor(7, 1) } },
        ];
    }

    public static P.NodeProto Node(string op, string name, string[] inputs, string[] outputs, string domain = "")
    {
        var node = new P.NodeProto { OpType = op, Name = name, Domain = domain };
        node.Input.AddRange(inputs);
        node.Output.AddRange(outputs);
        return node;
    }

    public static P.StringStringEntryProto Entry(string key, string value) => new() { Key = key, Value = value };

    public static P.TensorProto Floats(string name, long[] dims, params float[] values)
    {
        var tensor = new P.TensorProto { Name = name, DataType = 1 };
        tensor.Dims.AddRange(dims);
        tensor.FloatData.AddRange(values);
        return tensor;
    }

    public static P.ValueInfoProto Info(string name, int element, params object[] dims) => new() { Name = name, Type = Tensor(element, dims) };

    public static P.TypeProto Tensor(int element, params object[] dims)
    {
        var shape = new P.TensorShapeProto();
        foreach (var dim in dims)
        {
            shape.Dim.Add(dim is string s ? new P.TensorShapeProto.Types.Dimension { DimParam = s }
                : new P.TensorShapeProto.Types.Dimension { DimValue = Convert.ToInt64(dim, null) });
        }
        return new() { TensorType = new() { ElemType = element, Shape = shape } };
    }

    public static P.SparseTensorProto Sparse(string name) => new()
    {
        Values = Floats(name, [2], 1.5f, 2.5f),
        Indices = new() { DataType = 7, Dims = { 2 }, Int64Data = { 1, 8 } },
        Dims = { 3, 3 },
    };

    private static P.NodeProto If()
    {
        var node = Node("If", "choose", ["condition"], ["chosen"]);
        node.Input[0] = "w";
        foreach (var branch in new[] { "then_branch", "else_branch" })
        {
            var graph = new P.GraphProto { Name = branch, Output = { Info("picked", 1, "batch", 3) } };
            graph.Initializer.Add(Floats("local", [1], 4));
            graph.Node.Add(Node("Mul", "", ["inner", "local"], ["picked"]));
            node.Attribute.Add(new P.AttributeProto { Name = branch, Type = P.AttributeProto.Types.AttributeType.Graph, G = graph });
        }
        return node;
    }

    private static P.FunctionProto Function()
    {
        var function = new P.FunctionProto { Name = "Twice", Domain = "custom", DocString = "function doc", Overload = "" };
        function.Input.Add("a");
        function.Output.Add("b");
        function.Attribute.Add("alpha");
        function.AttributeProto.Add(new P.AttributeProto { Name = "beta", Type = P.AttributeProto.Types.AttributeType.Float, F = 2 });
        function.OpsetImport.Add(new P.OperatorSetIdProto { Version = 21 });
        function.MetadataProps.Add(Entry("function", "property"));
        function.ValueInfo.Add(Info("a", 1, "n"));
        function.Node.Add(Node("Elu", "e", ["a"], ["t"]));
        function.Node[0].Attribute.Add(new P.AttributeProto { Name = "alpha", RefAttrName = "alpha", Type = P.AttributeProto.Types.AttributeType.Float });
        function.Node.Add(Node("Add", "s", ["t", "t"], ["b"]));
        return function;
    }
}
