#pragma warning disable
namespace Ridgeline.Quantities {
public readonly record struct Bytes(long Value) { public static Bytes operator+(Bytes a, Bytes b)=>new(checked(a.Value+b.Value)); }
public readonly record struct FlopCount(Int128 Value) { public static FlopCount operator+(FlopCount a, FlopCount b)=>new(a.Value+b.Value); public static FlopCount operator*(FlopCount a, long b)=>new(a.Value*b);}
public readonly record struct MacCount(Int128 Value) { public FlopCount ToFlops()=>new(2*Value); public static MacCount operator+(MacCount a, MacCount b)=>new(a.Value+b.Value); public static MacCount operator*(MacCount a, long b)=>new(a.Value*b);}
}
namespace Ridgeline.Diagnostics {
public enum Severity {Warning, Error}
public record struct SourceSpot(string? File=null,int? Line=null,int? Column=null,string? Detail=null);
public sealed record Diagnostic(Severity Severity,string Code,string Message,SourceSpot Spot,string? Hint);
public sealed class DiagnosticBag { public void Add(Diagnostic d){} }
}
