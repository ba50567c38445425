using Ridgeline.Bench;

switch (args.FirstOrDefault())
{
    case "gemm":
        GemmBench.Run(args[1..]);
        break;
    default:
        Console.Error.WriteLine("bench gemm [KERNEL...]");
        return 2;
}
return 0;
