using Ridgeline.Cli;

return Tool.Run(args, Terminal.OfProcess());
