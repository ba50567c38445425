"""Makes the files beside this one with NumPy and Pillow: the oracles of the tests. Debian: python3-numpy python3-pil."""
import json, struct, sys, zlib
import numpy as np
from numpy.lib import format as npf
from PIL import Image

rng = np.random.default_rng(7)
arrays = {}
for t in ["b1", "i1", "u1", "<i2", ">i2", "<u2", "<i4", ">i4", "<u4", "<i8", "<u8", ">u8", "<f2", ">f2", "<f4", ">f4", "<f8", ">f8", "<c8", ">c8", "<c16"]:
    a = (rng.standard_normal((2, 3, 4)) * 50).astype(t) if t != "b1" else rng.integers(0, 2, (2, 3, 4)).astype(bool)
    if np.dtype(t).kind in "u": a = np.abs((rng.standard_normal((2, 3, 4)) * 50)).astype(t)
    arrays["c_" + t.replace("<", "l").replace(">", "b")] = a
    arrays["f_" + t.replace("<", "l").replace(">", "b")] = np.asfortranarray(a)
arrays["text_u"] = np.array([["a", "bcd"], ["", "\u00e9\u4e2d"]])
arrays["text_s"] = np.array([b"xyz", b"q", b""])
arrays["scalar"] = np.float32(3.5)
arrays["empty"] = np.zeros((0, 5), np.float32)
arrays["vector"] = np.arange(7, dtype=np.int64)
arrays["bf16"] = (np.array([1.0, -2.5, 3.140625], np.float32).view(np.uint32) >> 16).astype(np.uint16).view("V2")
np.savez("arrays.npz", **arrays)
np.savez_compressed("packed.npz", x=np.arange(6, dtype=np.float32).reshape(2, 3), y=np.ones(4, np.int64))
expected = {}
for name, a in arrays.items():
    a = np.asarray(a)
    if a.dtype.kind in "US":
        expected[name] = {"dims": list(a.shape), "texts": [x.decode() if isinstance(x, bytes) else str(x) for x in a.ravel()]}
    else:
        b = a.astype(a.dtype.newbyteorder("<")) if a.dtype.kind != "V" else a
        expected[name] = {"dims": list(a.shape), "hex": np.ascontiguousarray(b).tobytes("C").hex()}
json.dump(expected, open("arrays.json", "w"), indent=0)
x = np.arange(12, dtype=np.float32).reshape(3, 4)
for version in [(1, 0), (2, 0), (3, 0)]:
    with open(f"version{version[0]}.npy", "wb") as f: npf.write_array(f, x, version=version)
np.save("objects.npy", np.array([{}, 1], dtype=object), allow_pickle=True)
np.save("fields.npy", np.zeros(2, dtype=[("a", "<f4"), ("b", "<i4")]))

source = Image.open(sys.argv[1]).convert("RGB").crop((60, 40, 60 + 75, 40 + 53))
alpha = Image.fromarray((np.add.outer(np.arange(53), np.arange(75)) * 2 % 256).astype(np.uint8))
pictures = {
    "rgb.png": (source, {}), "grey.png": (source.convert("L"), {}), "palette.png": (source.quantize(31), {}), "two.png": (source.convert("1"), {}),
    "sixteen.png": (source.quantize(13), {"bits": 4}),
    "grey16.png": (Image.fromarray((np.arange(53 * 75, dtype=np.uint32) * 16 % 65536).astype(np.uint16).reshape(53, 75)), {}),
    "rgb.bmp": (source, {}), "palette.bmp": (source.quantize(200), {}), "grey.bmp": (source.convert("L"), {}),
    "quarter.jpg": (source, {"quality": 90, "subsampling": 2}), "half.jpg": (source, {"quality": 85, "subsampling": 1}), "full.jpg": (source, {"quality": 92, "subsampling": 0}),
    "grey.jpg": (source.convert("L"), {"quality": 80}), "progressive.jpg": (source, {"quality": 80, "subsampling": 2, "progressive": True}),
    "progressive-full.jpg": (source, {"quality": 95, "subsampling": 0, "progressive": True, "optimize": True}),
}
rgba = source.copy(); rgba.putalpha(alpha)
pictures["rgba.png"] = (rgba, {})


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def interlaced(picture, path):
    """Pillow reads interlaced PNG and does not write it."""
    p, rows = np.asarray(picture), b""
    for x, y, dx, dy in [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]:
        for row in p[y::dy, x::dx]:
            if row.size: rows += b"\0" + row.tobytes()
    head = struct.pack(">IIBBBBB", picture.width, picture.height, 8, 2, 0, 0, 1)
    open(path, "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


pixels_of = {}
interlaced(source, "interlaced.png")
pictures["interlaced.png"] = (None, {})
for name, (picture, options) in pictures.items():
    if picture is not None: picture.save(name, **options)
    back = Image.open(name)
    if back.mode.startswith("I"): pixels = np.repeat((np.asarray(back).astype(np.uint32) >> 8).astype(np.uint8)[:, :, None], 3, 2); pixels = np.dstack([pixels, np.full(pixels.shape[:2], 255, np.uint8)])
    else: pixels = np.asarray(back.convert("RGBA"))
    pixels_of[name] = pixels
small = source.resize((31, 23), Image.BILINEAR)
pixels_of["shrunk"] = np.asarray(small)
pixels_of["grown"] = np.asarray(source.resize((150, 106), Image.BILINEAR))
np.savez_compressed("pixels.npz", **pixels_of)
