# Networks in architectures of others, with seeded weights, written by PyTorch's exporter: /usr/bin/python3 networks.py DIR [NAME...]
import os, sys, traceback, warnings
import torch, torchvision
from torch import nn
warnings.filterwarnings("ignore")
tv = torchvision.models
out = sys.argv[1]; wanted = set(sys.argv[2:])
os.makedirs(out, exist_ok=True)

def image(size, n=1): return (torch.rand(n, 3, size, size),)

def settle(net, *xs):
    # running statistics of batch normalisation that fit the seeded weights, so that activations neither vanish nor grow
    norms = [m for m in net.modules() if isinstance(m, nn.modules.batchnorm._BatchNorm)]
    if not norms: return
    for m in norms: m.train(); m.momentum = 0.9
    with torch.no_grad():
        try:
            for _ in range(2): net(*xs)
        except Exception: pass
    for m in norms: m.eval()

def export(name, make, xs, opset=13, **how):
    if wanted and name not in wanted: return
    path = f"{out}/{name}.onnx"
    if os.path.exists(path) and not wanted: return
    try:
        torch.manual_seed(1)
        net = make().eval()
        xs = xs() if callable(xs) else xs
        if not isinstance(net, torch.jit.ScriptModule): settle(net, *xs)
        torch.onnx.export(net, xs, path, opset_version=opset, **how)
        print(name, os.path.getsize(path), flush=True)
    except Exception as e:
        print(name, "FAILED", type(e).__name__, str(e)[:300], flush=True)
        if os.path.exists(path): os.remove(path)

class Tuple(nn.Module):   # detectors want a list of pictures
    def __init__(self, net): super().__init__(); self.net = net
    def forward(self, x): return self.net([x])[0]

def classifier(name, opset=13, size=224): export("tv_" + name, lambda: getattr(tv, name)(weights=None), lambda: image(size), opset)

for n in ["alexnet", "densenet121", "shufflenet_v2_x1_0", "mnasnet1_0", "mobilenet_v3_large", "efficientnet_b0", "regnet_y_400mf", "resnext50_32x4d", "convnext_tiny"]: classifier(n)
export("tv_googlenet", lambda: tv.googlenet(weights=None, init_weights=False, aux_logits=False), lambda: image(224))
export("tv_inception_v3", lambda: tv.inception_v3(weights=None, init_weights=False, aux_logits=False), lambda: image(299))
for n in ["vit_b_16", "swin_t", "maxvit_t"]: classifier(n, 14)

seg = tv.segmentation
export("tv_deeplabv3_mobilenet", lambda: seg.deeplabv3_mobilenet_v3_large(weights=None, weights_backbone=None), lambda: image(256))
export("tv_lraspp_mobilenet", lambda: seg.lraspp_mobilenet_v3_large(weights=None, weights_backbone=None), lambda: image(320))

det = tv.detection
one = lambda n: (lambda: (torch.rand(3, n, n),))
export("tv_ssdlite320", lambda: Tuple(det.ssdlite320_mobilenet_v3_large(weights=None, weights_backbone=None)), one(320))
export("tv_fasterrcnn_mobile", lambda: Tuple(det.fasterrcnn_mobilenet_v3_large_320_fpn(weights=None, weights_backbone=None)), one(320))
export("tv_retinanet", lambda: Tuple(det.retinanet_resnet50_fpn(weights=None, weights_backbone=None, min_size=256, max_size=320)), one(256))
export("tv_maskrcnn", lambda: Tuple(det.maskrcnn_resnet50_fpn(weights=None, weights_backbone=None, min_size=256, max_size=320)), one(256))
export("tv_keypointrcnn", lambda: Tuple(det.keypointrcnn_resnet50_fpn(weights=None, weights_backbone=None, min_size=256, max_size=320)), one(256))
export("tv_fcos", lambda: Tuple(det.fcos_resnet50_fpn(weights=None, weights_backbone=None, min_size=256, max_size=320)), one(256))

vid = tv.video
export("tv_r2plus1d_18", lambda: vid.r2plus1d_18(weights=None), lambda: (torch.rand(1, 3, 8, 112, 112),))
export("tv_mvit_v1_b", lambda: vid.mvit_v1_b(weights=None), lambda: (torch.rand(1, 3, 16, 224, 224),), 14)
export("tv_raft_small", lambda: tv.optical_flow.raft_small(weights=None), lambda: (torch.rand(1, 3, 128, 160), torch.rand(1, 3, 128, 160)), 16)

# ---- speech (torchaudio's architectures)
import torchaudio.models as ta
export("ta_wav2vec2_base", lambda: ta.wav2vec2_base(aux_num_out=32), lambda: (torch.randn(1, 16000),), 13,
       input_names=["wave"], output_names=["logits"], dynamic_axes={"wave": {1: "samples"}})
export("ta_convtasnet", lambda: ta.conv_tasnet_base(), lambda: (torch.randn(1, 1, 8000),))
export("ta_conformer", lambda: ta.Conformer(80, 4, 256, 4, 31), lambda: (torch.randn(1, 100, 80), torch.tensor([100])))
export("ta_deepspeech", lambda: ta.DeepSpeech(161, n_hidden=512, n_class=40), lambda: (torch.randn(1, 1, 50, 161),))
export("ta_emformer", lambda: ta.Emformer(80, 4, 256, 4, 16, right_context_length=4, left_context_length=16), lambda: (torch.randn(1, 52, 80), torch.tensor([48])))
# ---- written here: loops, branches, caches, recurrence
class Crnn(nn.Module):
    def __init__(self):
        super().__init__()
        c = lambda i, o: nn.Sequential(nn.Conv2d(i, o, 3, padding=1), nn.BatchNorm2d(o), nn.LeakyReLU(0.1))
        self.cnn = nn.Sequential(c(1, 64), nn.MaxPool2d(2), c(64, 128), nn.MaxPool2d(2), c(128, 256), nn.MaxPool2d((2, 1)), c(256, 256), nn.MaxPool2d((4, 1)))
        self.rnn = nn.LSTM(256, 128, num_layers=2, bidirectional=True); self.fc = nn.Linear(256, 97)
    def forward(self, x):
        f = self.cnn(x).squeeze(2).permute(2, 0, 1)
        return self.fc(self.rnn(f)[0]).log_softmax(-1)
export("crnn", Crnn, lambda: (torch.rand(1, 1, 32, 128),), 13, input_names=["line"], output_names=["log_probs"], dynamic_axes={"line": {0: "batch", 3: "width"}})

class Greedy(nn.Module):      # text to spectrogram by an autoregressive loop: Loop with a stop condition
    def __init__(self):
        super().__init__()
        self.emb = nn.Embedding(64, 128); self.enc = nn.GRU(128, 128, batch_first=True, bidirectional=True)
        self.pre = nn.Linear(40, 64); self.cell = nn.LSTMCell(64 + 256, 256); self.q = nn.Linear(256, 256); self.out = nn.Linear(512, 40); self.gate = nn.Linear(512, 1)
    def forward(self, ids, most: int):
        memory, _ = self.enc(self.emb(ids))
        h = torch.zeros(ids.size(0), 256); c = torch.zeros(ids.size(0), 256); frame = torch.zeros(ids.size(0), 40)
        frames = []
        i = 0; going = True
        while going and i < most:
            w = torch.softmax(torch.bmm(memory, self.q(h).unsqueeze(2)).squeeze(2), 1)
            context = torch.bmm(w.unsqueeze(1), memory).squeeze(1)
            h, c = self.cell(torch.cat([torch.relu(self.pre(frame)), context], 1), (h, c))
            both = torch.cat([h, context], 1)
            frame = self.out(both); frames.append(frame)
            if bool((self.gate(both) > 10.0).any()): going = False
            i += 1
        return torch.stack(frames, 1)
export("tts_loop", lambda: torch.jit.script(Greedy()), lambda: (torch.randint(0, 64, (1, 20)), torch.tensor(24)), 13, input_names=["ids", "most"], output_names=["mel"], dynamic_axes={"ids": {1: "letters"}})

class Block(nn.Module):
    def __init__(self, w, h):
        super().__init__(); self.h = h; self.n1 = nn.LayerNorm(w); self.qkv = nn.Linear(w, 3 * w); self.o = nn.Linear(w, w); self.n2 = nn.LayerNorm(w); self.up = nn.Linear(w, 4 * w); self.down = nn.Linear(4 * w, w)
    def forward(self, x, k0, v0):
        b, t, w = x.shape
        q, k, v = [y.view(b, t, self.h, w // self.h).transpose(1, 2) for y in self.qkv(self.n1(x)).split(w, 2)]
        k = torch.cat([k0, k], 2); v = torch.cat([v0, v], 2)
        s = q @ k.transpose(-1, -2) / (w // self.h) ** 0.5
        past = k.size(2) - t
        mask = torch.arange(k.size(2)).view(1, -1) > torch.arange(t).view(-1, 1) + past
        x = x + self.o((torch.softmax(s.masked_fill(mask, -1e9), -1) @ v).transpose(1, 2).reshape(b, t, w))
        return x + self.down(nn.functional.gelu(self.up(self.n2(x)))), k, v
class Decoder(nn.Module):
    def __init__(self, w=384, h=6, n=6):
        super().__init__(); self.emb = nn.Embedding(5000, w); self.pos = nn.Embedding(512, w); self.blocks = nn.ModuleList([Block(w, h) for _ in range(n)]); self.norm = nn.LayerNorm(w)
    def forward(self, ids, past):
        x = self.emb(ids) + self.pos(torch.arange(ids.size(1)) + past.size(4))
        fresh = []
        for i, b in enumerate(self.blocks):
            x, k, v = b(x, past[i, 0], past[i, 1]); fresh.append(torch.stack([k, v]))
        return self.norm(x) @ self.emb.weight.t(), torch.stack(fresh)
export("gpt_cached", Decoder, lambda: (torch.randint(0, 5000, (1, 4)), torch.randn(6, 2, 1, 6, 12, 64)), 13, input_names=["ids", "past"], output_names=["logits", "present"],
       dynamic_axes={"ids": {0: "batch", 1: "fresh"}, "past": {2: "batch", 4: "kept"}})
class Encoder(nn.Module):      # PyTorch's own transformer, with a padding mask
    def __init__(self):
        super().__init__(); self.emb = nn.Embedding(3000, 256); self.enc = nn.TransformerEncoder(nn.TransformerEncoderLayer(256, 8, 1024, activation="gelu", norm_first=True), 4, enable_nested_tensor=False); self.fc = nn.Linear(256, 12)
    def forward(self, ids, mask): return self.fc(self.enc(self.emb(ids).transpose(0, 1), src_key_padding_mask=(mask == 0)).mean(0))
export("transformer_encoder", Encoder, lambda: (torch.randint(0, 3000, (2, 48)), torch.ones(2, 48, dtype=torch.long)), 14, input_names=["input_ids", "attention_mask"], output_names=["classes"],
       dynamic_axes={"input_ids": {0: "batch", 1: "seq"}, "attention_mask": {0: "batch", 1: "seq"}})
class Yolo(nn.Module):      # a one-stage detector with its boxes selected in the graph
    def __init__(self):
        super().__init__()
        c = lambda i, o, s: nn.Sequential(nn.Conv2d(i, o, 3, s, 1, bias=False), nn.BatchNorm2d(o), nn.SiLU())
        self.a = nn.Sequential(c(3, 16, 2), c(16, 32, 2), c(32, 64, 2)); self.b = c(64, 128, 2); self.d = c(128, 256, 2)
        self.up = nn.Upsample(scale_factor=2); self.l2 = c(384, 128, 1); self.l1 = c(192, 64, 1)
        self.heads = nn.ModuleList([nn.Conv2d(w, 25, 1) for w in (64, 128, 256)])
    def forward(self, x):
        a = self.a(x); b = self.b(a); d = self.d(b); b = self.l2(torch.cat([b, self.up(d)], 1)); a = self.l1(torch.cat([a, self.up(b)], 1))
        rows = []
        for f, h, s in zip((a, b, d), self.heads, (8, 16, 32)):
            y = h(f); n, _, hh, ww = y.shape
            gy, gx = torch.meshgrid(torch.arange(hh), torch.arange(ww), indexing="ij"); g = torch.stack([gx, gy], 0).float().unsqueeze(0)
            box = torch.cat([(torch.sigmoid(y[:, :2]) + g) * s, torch.exp(y[:, 2:4]) * s], 1)
            rows.append(torch.cat([box, torch.sigmoid(y[:, 4:])], 1).flatten(2).transpose(1, 2))
        y = torch.cat(rows, 1)[0]
        score, label = (y[:, 4:5] * y[:, 5:]).max(1)
        corners = torch.cat([y[:, :2] - y[:, 2:4] / 2, y[:, :2] + y[:, 2:4] / 2], 1)
        keep = torchvision.ops.nms(corners, score, 0.5)[:50]
        return corners[keep], score[keep], label[keep]
export("yolo_nms", Yolo, lambda: image(320), 13, input_names=["images"], output_names=["boxes", "scores", "labels"])
