namespace Ridgeline.Zoo.Tests;

/// <summary>
/// Parameters and MACs of one example against published totals. MACs are those of convolutions and matrix products, as fvcore counts them.
/// "Computed" marks a total that nobody publishes to the unit: <see cref="ClosedFormTests"/> derives it a second way.
/// </summary>
public sealed class PublishedTotalsTests
{
    public static TheoryData<string, long, long, string> Totals => new()
    {
        { "lenet", 41_282, 278_520, "shared/data/facts/lenet_profile_ops.csv" },
        { "lenet5", 61_706, 416_520, "parameters: d2l.ai, keras and PyTorch tutorials; MACs computed" },
        { "alexnet", 61_100_840, 714_188_480, "torchvision docs (AlexNet_Weights); facts/alexnet_layers.csv" },
        { "alexnet?variant=original", 60_965_224, 724_406_816, "Caffe bvlc_reference; facts/alexnet_layers.csv" },
        { "alexnet?variant=unsplit", 62_378_344, 1_135_256_096, "facts/alexnet_layers.csv" },
        { "vgg11", 132_863_336, 7_609_090_048, "torchvision docs: 132863336 parameters, 7.61 GFLOPS" },
        { "vgg13", 133_047_848, 11_308_466_176, "torchvision docs: 133047848 parameters, 11.31 GFLOPS" },
        { "vgg16", 138_357_544, 15_470_264_320, "torchvision docs: 138357544 parameters, 15.47 GFLOPS" },
        { "vgg19", 143_667_240, 19_632_062_464, "torchvision docs: 143667240 parameters, 19.63 GFLOPS" },
        { "googlenet", 6_998_552, 1_582_671_872, "Caffe bvlc_googlenet without auxiliary heads; MACs computed" },
        { "resnet18", 11_689_512, 1_814_073_344, "torchvision docs: 11689512 parameters, 1.81 GFLOPS" },
        { "resnet34", 21_797_672, 3_663_761_408, "torchvision docs: 21797672 parameters, 3.66 GFLOPS" },
        { "resnet50", 25_557_032, 4_089_184_256, "torchvision docs: 25557032 parameters, 4.09 GFLOPS" },
        { "resnet101", 44_549_160, 7_801_405_440, "torchvision docs: 44549160 parameters, 7.80 GFLOPS" },
        { "resnet152", 60_192_808, 11_513_626_624, "torchvision docs: 60192808 parameters, 11.51 GFLOPS" },
        { "densenet121", 7_978_856, 2_834_161_664, "torchvision docs: 7978856 parameters, 2.83 GFLOPS" },
        { "squeezenet1.0", 1_248_424, 818_924_576, "torchvision docs: 1248424 parameters, 0.82 GFLOPS" },
        { "squeezenet1.1", 1_235_496, 349_151_936, "torchvision docs: 1235496 parameters, 0.35 GFLOPS" },
        { "mobilenet-v1", 4_231_976, 568_740_352, "Howard et al. 2017, table 8: 4.2 M parameters, 569 M multiply-adds" },
        { "mobilenet-v2", 3_504_872, 300_774_272, "torchvision docs: 3504872 parameters, 0.30 GFLOPS" },
        { "efficientnet-b0", 5_288_548, 385_814_752, "torchvision docs: 5288548 parameters, 0.39 GFLOPS" },
        { "unet", 31_030_658, 150_428_424_448, "parameters: 31.0 M in re-implementations of the paper; computed" },
        { "yolov3-tiny", 8_852_366, 2_782_480_896, "ultralytics: 8852366 parameters; pjreddie.com/darknet/yolo: 5.56 BFLOPs; MACs computed" },
        { "mlp", 669_706, 668_672, "computed" },
        { "dlrm", 540_677_217, 486_032, "Naumov et al. 2019, section 5: about 540 M parameters; computed" },
        { "dlrm?data=terabyte", 24_036_595_969, 2_458_496, "MLPerf training v0.7; computed" },
        { "ncf", 392_601, 2_704, "shared/data/models/ncf_movielens1m.onnx" },
        { "gcn", 23_040, 62_392_320, "Kipf and Welling 2017, equation 9: 1433*16 + 16*7 parameters; MACs computed" },
    };

    [Theory]
    [MemberData(nameof(Totals))]
    public void Totals_equal_the_published(string reference, long parameters, long macs, string source)
    {
        var network = new BuiltNetwork(reference);
        Assert.Equal((parameters, (Int128)macs, source), (network.Parameters, network.Macs, source));
    }
}
