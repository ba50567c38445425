using Ridgeline.Bench;

switch (args.FirstOrDefault())
{
    case "gemm":
        GemmBench.Run(args[1..]);
        break;
    case "conv":
        ConvolutionBench.Run(args[1..]);
        break;
    default:
        Console.Error.WriteLine("bench gemm [KERNEL...] | conv [THREADS...]");
        return 2;
}
return 0;
