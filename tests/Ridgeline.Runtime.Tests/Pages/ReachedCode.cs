using System.Reflection;
using System.Reflection.Emit;

namespace Ridgeline.Runtime.Tests.Pages;

/// <summary>Which methods of the runtime's operators and kernels can be reached from some code, by reading its instructions.</summary>
internal sealed class ReachedCode
{
    private const string Kernels = "Ridgeline.Runtime.Kernels";
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> s_codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => f.GetValue(null)).OfType<OpCode>().ToDictionary(c => c.Value);

    private readonly HashSet<MethodBase> _seen = [];
    private readonly HashSet<Type> _types = [];
    private readonly Stack<MethodBase> _open = [];

    /// <summary>The folders of Kernels that hold a reached method: <c>Gemm</c>.</summary>
    public SortedSet<string> Folders { get; } = new(StringComparer.Ordinal);

    /// <summary>Kernel families that the environment chooses from: <c>GEMM</c> of <c>RIDGELINE_KERNEL_GEMM</c>.</summary>
    public SortedSet<string> Families { get; } = new(StringComparer.Ordinal);

    /// <summary>Follows a delegate, and those that it holds on to.</summary>
    public void Add(Delegate? code)
    {
        if (code is null) return;
        Reach(code.Method);
        foreach (var field in code.Target?.GetType().GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance) ?? []) if (field.GetValue(code.Target) is Delegate held && !held.Equals(code)) Add(held);
        while (_open.TryPop(out var method)) Walk(method);
    }

    private void Reach(MethodBase method)
    {
        foreach (var type in method.IsGenericMethod ? method.GetGenericArguments() : []) Use(type);
        foreach (var type in method.DeclaringType?.GetGenericArguments() ?? []) Use(type);
        if (!IsOurs(method.DeclaringType) || method.DeclaringType!.HasElementType) return;
        var plain = method.Module.ResolveMethod(method.MetadataToken)!;
        if (!_seen.Add(plain)) return;
        _open.Push(plain);
        if (plain.IsConstructor) Use(plain.DeclaringType!);
        if (plain.DeclaringType!.Namespace is not { } space || !space.StartsWith(Kernels, StringComparison.Ordinal)) return;
        if (space.Length > Kernels.Length) Folders.Add(space[(Kernels.Length + 1)..]);
        // What a table of kernels is made of stands where the type begins.
        if (plain.DeclaringType.TypeInitializer is { } first) Reach(first);
    }

    // A struct that is handed on is called by those who take it.
    private void Use(Type type)
    {
        if (!IsOurs(type) || type.IsGenericParameter || type.HasElementType) return;
        var plain = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (!_types.Add(plain)) return;
        foreach (var method in plain.GetMethods(All)) Reach(method);
    }

    private static bool IsOurs(Type? type) => type?.Namespace is { } space && type.Assembly == typeof(CompiledNetwork).Assembly
        && (space.StartsWith(Kernels, StringComparison.Ordinal) || (space == "Ridgeline.Runtime.Operators" && type.Name is not "OperatorContext"));

    private void Walk(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code) return;
        var (typeArguments, methodArguments) = (method.DeclaringType?.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null);
        string? text = null;
        for (var at = 0; at < code.Length;)
        {
            var operation = s_codes[code[at] == 0xfe ? (short)(0xfe00 | code[at + 1]) : code[at]];
            at += operation.Size;
            if (operation.OperandType == OperandType.InlineMethod && method.Module.ResolveMethod(BitConverter.ToInt32(code, at), typeArguments, methodArguments) is { } called)
            {
                if (called is { DeclaringType.Name: "KernelChoice", Name: "Of" }) Families.Add(text!);
                Reach(called);
            }
            // The family is the first text that its choice is given.
            if (operation.OperandType == OperandType.InlineString && method.Module.ResolveString(BitConverter.ToInt32(code, at)) is var loaded && IsFamily(loaded)) text = loaded;
            at += Length(operation, code, at);
        }
    }

    private static bool IsFamily(string text) => text.Length > 0 && text.All(char.IsAsciiLetterUpper);

    private static int Length(OpCode operation, byte[] code, int at) => operation.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };
}
