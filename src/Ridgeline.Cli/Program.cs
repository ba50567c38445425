using Ridgeline.Cli;

return Tool.Run(args, new Terminal(Console.OpenStandardOutput(), Console.Error));
