using Ridgeline.Cli;

WarmUp.Begin(args);
return Tool.Run(args, Terminal.OfProcess());
