namespace Ridgeline.Runtime.Kernels;

/// <summary>Reads which kernel of a family a user forces: <c>RIDGELINE_KERNEL_GEMM=avx2-6x16</c>.</summary>
internal static class KernelChoice
{
    /// <summary>The first kernel of a table that the machine has, or the one the environment names.</summary>
    /// <param name="family">The end of the variable's name: <c>GEMM</c>.</param>
    /// <param name="table">The kernels in order of preference.</param>
    /// <param name="name">A kernel's name.</param>
    /// <param name="supported">Whether this machine can run it.</param>
    /// <exception cref="NotSupportedException">The named kernel does not exist or cannot run here.</exception>
    public static TKernel Of<TKernel>(string family, IReadOnlyList<TKernel> table, Func<TKernel, string> name, Func<TKernel, bool> supported)
    {
        var usable = table.Where(supported).ToList();
        var forced = Environment.GetEnvironmentVariable($"RIDGELINE_KERNEL_{family}");
        if (string.IsNullOrEmpty(forced)) return usable[0];
        var at = usable.FindIndex(k => name(k) == forced);
        return at >= 0 ? usable[at] : throw new NotSupportedException($"RIDGELINE_KERNEL_{family}={forced}: this machine has {string.Join(", ", usable.Select(name))}");
    }
}
