namespace Ridgeline.Runtime.Rivals;

/// <summary>Places in the table <c>OrtApi</c> of onnxruntime_c_api.h, counted from 0. They never change: the table grows at its end only.</summary>
internal enum OrtFunction
{
    /// <summary>The text of a status.</summary>
    GetErrorMessage = 2,
    /// <summary>(log level, name, out environment).</summary>
    CreateEnv = 3,
    /// <summary>(environment, path, options, out session).</summary>
    CreateSession = 7,
    /// <summary>(session, run options, input names, inputs, count, output names, count, outputs).</summary>
    Run = 9,
    /// <summary>(out options).</summary>
    CreateSessionOptions = 10,
    /// <summary>(options, level): 0 none to 99 all.</summary>
    SetSessionGraphOptimizationLevel = 23,
    /// <summary>(options, threads).</summary>
    SetIntraOpNumThreads = 24,
    /// <summary>(options, threads).</summary>
    SetInterOpNumThreads = 25,
    /// <summary>(session, out count).</summary>
    SessionGetInputCount = 30,
    /// <summary>(session, out count).</summary>
    SessionGetOutputCount = 31,
    /// <summary>(session, index, allocator, out name).</summary>
    SessionGetInputName = 36,
    /// <summary>(session, index, allocator, out name).</summary>
    SessionGetOutputName = 37,
    /// <summary>(memory info, data, bytes, dims, rank, element type, out value).</summary>
    CreateTensorWithDataAsOrtValue = 49,
    /// <summary>(value, out data).</summary>
    GetTensorMutableData = 51,
    /// <summary>(shape info, out element type).</summary>
    GetTensorElementType = 60,
    /// <summary>(shape info, out rank).</summary>
    GetDimensionsCount = 61,
    /// <summary>(shape info, dims, rank).</summary>
    GetDimensions = 62,
    /// <summary>(value, out shape info).</summary>
    GetTensorTypeAndShape = 65,
    /// <summary>(value, out kind): 1 is a tensor.</summary>
    GetValueType = 67,
    /// <summary>(allocator type, memory type, out info).</summary>
    CreateCpuMemoryInfo = 69,
    /// <summary>(allocator, memory).</summary>
    AllocatorFree = 76,
    /// <summary>(out allocator).</summary>
    GetAllocatorWithDefaultOptions = 78,
    /// <summary>(environment).</summary>
    ReleaseEnv = 92,
    /// <summary>(status).</summary>
    ReleaseStatus = 93,
    /// <summary>(info).</summary>
    ReleaseMemoryInfo = 94,
    /// <summary>(session).</summary>
    ReleaseSession = 95,
    /// <summary>(value).</summary>
    ReleaseValue = 96,
    /// <summary>(shape info).</summary>
    ReleaseTensorTypeAndShapeInfo = 99,
    /// <summary>(options).</summary>
    ReleaseSessionOptions = 100,
    /// <summary>(options, key, value): settings by name, onnxruntime_session_options_config_keys.h.</summary>
    AddSessionConfigEntry = 130,
}
