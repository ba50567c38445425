using Ridgeline.Bench;

switch (args.FirstOrDefault())
{
    case "gemm":
        GemmBench.Run(args[1..]);
        break;
    case "conv":
        ConvolutionBench.Run(args[1..]);
        break;
    case "winograd":
        WinogradBench.Run();
        break;
    case "layers":
        LayerBench.Run();
        break;
    case "integer":
        IntegerBench.Run();
        break;
    default:
        Console.Error.WriteLine("bench gemm [KERNEL...] | conv [THREADS...] | winograd | layers | integer");
        return 2;
}
return 0;
