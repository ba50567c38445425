using Ridgeline.Diagnostics;

namespace Ridgeline.Graphs.Passes;

/// <summary>Runs passes in order and checks the model after each: a pass that breaks a model is a defect of ours and stops at once.</summary>
/// <param name="passes">The passes, in order.</param>
public sealed class PassPipeline(params IPass[] passes)
{
    /// <summary>What cleans a model up before it is profiled: functions written out, constants gathered and folded, what nobody reads removed.</summary>
    public static PassPipeline CleanUp() => new(new FunctionInlining(), new ConstantCleanUp(), new ConstantFolding(), new IdentityElimination(), new DeadCode());

    /// <summary>Runs the passes on a model that has passed the <see cref="Verifier"/>.</summary>
    /// <exception cref="InvalidOperationException">A pass broke the model: a defect of ours.</exception>
    public void Run(Model model, DiagnosticBag diagnostics)
    {
        foreach (var pass in passes)
        {
            pass.Run(model, diagnostics);
            var broken = new DiagnosticBag();
            Verifier.Check(model, broken);
            if (broken.HasErrors) throw new InvalidOperationException($"the pass '{pass.Name}' broke the model: {broken.Errors.First()}");
        }
    }
}
