using System.CommandLine;

namespace Ridgeline.Cli.Options;

/// <summary>Arguments of ours: what begins with a hyphen is a mistyped option and no name.</summary>
internal static class Named
{
    /// <summary>An argument.</summary>
    public static Argument<T> Argument<T>(string name, string description, ArgumentArity arity)
    {
        var argument = new Argument<T>(name) { Description = description, Arity = arity };
        argument.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => Mistakes.IsOption(t.Value))) result.AddError($"there is no option '{token.Value}'");
        });
        return argument;
    }
}
