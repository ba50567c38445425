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
    case "results":
        return ResultsBench.Run(args[1..]);
    case "integer":
        IntegerBench.Run();
        break;
    case "subnormal":
        SubnormalBench.Run();
        break;
    default:
        Console.Error.WriteLine("bench gemm [KERNEL...] | conv [THREADS...] | winograd | layers | integer | subnormal | results [FOLDER [SECONDS [NETWORK...]]]");
        return 2;
}
return 0;
