using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ridgeline.Quantities;

/// <summary>Writes a quantity as a plain JSON number of its base unit, every digit kept, and reads it back.</summary>
/// <typeparam name="T">The quantity.</typeparam>
public sealed class QuantityJsonConverter<T> : JsonConverter<T>
    where T : struct, IQuantity<T>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The token is no number, or the number does not fit the quantity.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
            throw new JsonException($"Expected a number of {T.Units.BaseSymbol} for {T.Units.Noun}, found {reader.TokenType}.");

        var text = Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        if (!ExactNumber.TryRead(text, out var number, out _))
            throw new JsonException($"{text} is not {T.Units.Noun}: it has too many digits.");

        return T.FromExact(number, out var value) is { } problem
            ? throw new JsonException($"{text} is not {T.Units.Noun}: {problem}.")
            : value;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        => writer.WriteRawValue(value.RawNumber, skipInputValidation: true);
}
