namespace Ridgeline.Cli.Options;

/// <summary>Command lines worth trying, by command: shown under its help.</summary>
internal static class Examples
{
    public static IReadOnlyList<string> Of(string command) => command switch
    {
        "study" => ["ridgeline study", "ridgeline study zoo:resnet50 --on a100-80,ryzen5950x", "ridgeline study model.onnx --batch 8 --set seq=128"],
        "profile" =>
        [
            "ridgeline profile model.onnx", "ridgeline profile zoo:lenet --count pthflops",
            "ridgeline profile \"zoo:alexnet?batch=128\" --training --memory 3GB --save report.html",
            "ridgeline profile \"zoo:llama-2-7b?phase=decode&context=4096\" --precision int4 -o json",
            "ridgeline profile zoo:resnet50 --top 10 --sort bytes", "ridgeline profile zoo:googlenet --save network.svg --picture network",
        ],
        "predict" =>
        [
            "ridgeline predict zoo:resnet50 --on a100-80 --precision fp16 --batch 8", "ridgeline predict zoo:bert-base --on a100-80,h100-sxm,tpuv4",
            "ridgeline predict zoo:lenet --on ryzen5950x --explain conv1", "ridgeline predict zoo:resnet50 --on t4 --rate 200/s --save trace.pftrace",
            "ridgeline predict zoo:resnet50 --on t4 --save report.html --save timeline.svg --picture timeline",
        ],
        "simulate" =>
        [
            "ridgeline simulate zoo:alexnet --on tpuv1", "ridgeline simulate zoo:resnet50 --on tpuv4 --dataflow os -o json",
            "ridgeline simulate topology.csv --on scale.cfg --compat scale-sim --save reports", "ridgeline simulate zoo:lenet --on scale.cfg --save lenet.html",
        ],
        "map" =>
        [
            "ridgeline map zoo:alexnet --on eyeriss", "ridgeline map zoo:resnet50 --on gemmini --layer conv1 --save conv1.svg",
            "ridgeline map --timeloop arch.yaml,problem.yaml,ERT.yaml -o json", "ridgeline map --timeloop processed.yaml --objective latency --seed 7",
        ],
        "run" =>
        [
            "ridgeline run squeezenet.onnx --input cat.png --image-mean 0.485,0.456,0.406 --image-std 0.229,0.224,0.225 --top 5 --labels imagenet.txt",
            "ridgeline run model.onnx --input ids=ids.npy --input mask=1 --save out.npz", "ridgeline run zoo:bert-base?seq=16 --seed 1",
        ],
        "bench" =>
        [
            "ridgeline bench zoo:resnet50", "ridgeline bench model.onnx -b 1,8,32 -t 1,2", "ridgeline bench zoo:bert-base?seq=128 -t 1 --against ort",
            "ridgeline bench model.onnx --scenario server --latency 15ms --concurrency 2", "ridgeline bench model.onnx --trace steps.pftrace",
        ],
        "calibrate" => ["ridgeline machines calibrate --on host", "ridgeline machines calibrate --on a100-80 --measurements mine.csv --save mine.yaml"],
        "zoo" or "list" => ["ridgeline zoo list", "ridgeline zoo list -o csv"],
        "export" => ["ridgeline zoo export lenet --save lenet.onnx", "ridgeline zoo export \"gpt2?phase=decode&context=64\" --save gpt2.onnx --weights absent"],
        "machines" or "show" => ["ridgeline machines list", "ridgeline machines show h100-sxm --save h100.svg", "ridgeline machines show eyeriss1 --sources"],
        "compare" => ["ridgeline machines compare ryzen5950x rtx3090 tpuv4"],
        "check" => ["ridgeline machines check my-machine.yaml", "ridgeline machines check"],
        "review" =>
        [
            "ridgeline review h100-sxm", "ridgeline review my-chip.yaml --suite edge --fail-on high --save review.sarif",
            "ridgeline review edgetpu orin a17pro --for-use edge", "ridgeline explain hammering-dram",
        ],
        "operators" => ["ridgeline operators -o md"],
        "explain" => ["ridgeline explain working set", "ridgeline explain energy --node 7nm --save energy.html", "ridgeline explain energy --on h100-sxm"],
        "conformance" => ["ridgeline conformance onnx/backend/test/data/node", "ridgeline conformance node --filter softmax --failures"],
        _ => ["ridgeline study", "ridgeline profile zoo:resnet50", "ridgeline explain working set"],
    };
}
