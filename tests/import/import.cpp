// Rasters on their way in: what is read comes out to the metre, what is no raster of heights is refused in
// one message.

#include <string>

#include "core/math.hpp"
#include "core/tests/reference_data.hpp"
#include "earth/hgt_reader.hpp"
#include "import/terrain_bench.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr double kDegree = math::kPi / 180.0;
constexpr int kVoid = -32768;

/// Through GDAL and through our own reader: the same bits.
TEST(Import, ReadsSrtmAsOurOwnReaderDoes) {
  const Bench bench;
  bench.write("N39E032.hgt", hgt([](int row, int column) {
                return row > 500 && row < 520 && column > 100 && column < 140 ? kVoid : hill_m(row, column);
              }));
  expect_says(bench.shell("cupola terrain import N39E032.hgt"), 0,
              "EGM96 (says the product); 741 voids filled");
  Problems problems;
  const auto own = read_hgt(bench.path("N39E032.hgt"), problems);
  ASSERT_TRUE(own.has_value());
  EXPECT_EQ(bench.read_tile("N39E032").content_hash(), own->content_hash());
  EXPECT_EQ(bench.read_tile("N39E032").source().name, "SRTM N39E032.hgt");
  // Packed, and south and west of the origin.
  bench.write("S34W059.hgt", hgt(hill_m));
  expect_says(bench.shell("python3 -m zipfile -c S34W059.hgt.zip S34W059.hgt; rm S34W059.hgt\n"
                          "cupola terrain import S34W059.hgt.zip"),
              0, "34.0000 S to 33.0000 S, 59.0000 W to 58.0000 W");
  EXPECT_EQ(bench.read_tile("S34W059").post_m(3, 5), hill_m(3, 5));
}

TEST(Import, ReadsRealSrtmAsOurOwnReaderDoes) {
  CUPOLA_REFERENCE_FILE(path, "terrain/srtm/tkrajina/N44W072.hgt");
  const Bench bench;
  EXPECT_EQ(bench.shell("cupola terrain import '" + path + "'").exit_code, 0);
  Problems problems;
  EXPECT_EQ(bench.read_tile("N44W072").content_hash(), read_hgt(path, problems)->content_hash());
}

/// The same heights in other wrappings make the same tile.
TEST(Import, ReadsGeoTiffCogAndDtedAlike) {
  const Bench bench;
  bench.write("N39E032.hgt", hgt(hill_m));
  const Answer a = bench.shell(
      "gdal_translate -q -co COMPRESS=DEFLATE N39E032.hgt plain.tif\n"
      "gdal_translate -q -of COG N39E032.hgt cog.tif\n"
      "gdal_translate -q -of DTED N39E032.hgt n39.dt1\n"
      "gdal_translate -q -a_srs EPSG:4326+5773 N39E032.hgt says.tif\n"
      "gdal_translate -q -ot Float32 N39E032.hgt float.tif\n"
      "cupola terrain import N39E032.hgt n39.dt1 says.tif && "
      "cupola terrain import --datum egm96 plain.tif cog.tif float.tif");
  ASSERT_EQ(a.exit_code, 0) << a.text;
  EXPECT_NE(a.text.find("says the file"), std::string::npos);
  EXPECT_NE(a.text.find("says the command line"), std::string::npos);
  const TerrainTile first = bench.read_tile("N39E032");
  for (const char* name : {"n39", "says", "plain", "cog"})
    EXPECT_EQ(bench.read_tile(name).content_hash(), first.content_hash()) << name;
  const TerrainTile in_quarters = bench.read_tile("float");
  EXPECT_EQ(in_quarters.scale().quantum_m, 0.25);
  EXPECT_EQ(in_quarters.grid(), first.grid());
  for (int row = 0; row < 1201; row += 7)
    for (int column = 0; column < 1201; column += 5)
      EXPECT_EQ(in_quarters.post_m(row, column), first.post_m(row, column));
}

/// As the product lies: floats, 1200 posts a degree, the first in the north-western corner, none on the
/// southern and eastern border.
TEST(Import, ReadsCopernicusWithItsPostsWhereTheyStand) {
  const Bench bench;
  bench.write("N39E032.hgt", hgt(hill_m));
  const std::string name = "Copernicus_DSM_COG_10_N39_00_E032_00_DEM";
  expect_says(
      bench.shell("gdal_translate -q -of COG -ot Float32 -srcwin 0 0 1200 1200 -a_nodata none N39E032.hgt " +
                  name + ".tif\ncupola terrain import " + name + ".tif"),
      0, "heights above EGM2008 are taken as above EGM96: they differ by about a metre");
  const TerrainTile tile = bench.read_tile(name);
  EXPECT_EQ(tile.datum(), VerticalDatum::kEgm2008);
  EXPECT_EQ(tile.source().name, "Copernicus DEM " + name + ".tif");
  const PostGrid& g = tile.grid();
  EXPECT_EQ(g.rows, 1200);
  EXPECT_EQ(g.west_rad, 32.0 * kDegree);
  EXPECT_NEAR(g.south_rad, (39.0 + 1.0 / 1200) * kDegree, 1e-15);
  EXPECT_NEAR(g.latitude_rad(1199), 40.0 * kDegree, 1e-15);
  EXPECT_EQ(tile.post_m(0, 0), hill_m(1, 0));
  EXPECT_EQ(tile.post_m(1199, 1199), hill_m(1200, 1199));
  expect_says(bench.shell("cupola terrain list"), 0, "EGM2008");
}

TEST(Import, TakesNotANumberForAVoid) {
  const Bench bench;
  bench.write("N39E032.hgt", hgt(hill_m));
  // Floats without a declared void: a patch of not-a-numbers, written into the raw bytes.
  ASSERT_EQ(
      bench
          .shell(
              "gdal_translate -q -ot Float32 -a_nodata none N39E032.hgt nan.tif\n"
              "python3 - <<'X'\n"
              "import struct\n"
              "data = bytearray(open('nan.tif', 'rb').read())\n"
              "first = data.find(struct.pack('<3f', " +
              std::to_string(hill_m(1200, 0)) + ", " + std::to_string(hill_m(1200, 1)) + ", " +
              std::to_string(hill_m(1200, 2)) +
              "))\n"
              "for row in range(10, 20):\n"
              "    for column in range(30, 40):\n"
              "        at = first + 4 * (1201 * row + column)\n"
              "        data[at:at + 4] = struct.pack('<f', float('nan') if column < 39 else float('inf'))\n"
              "open('nan.tif', 'wb').write(data)\n"
              "X\n"
              "cupola terrain import --datum egm96 nan.tif")
          .exit_code,
      0);
  const TerrainTile tile = bench.read_tile("nan");
  EXPECT_EQ(tile.source().voids_filled, 100);
  EXPECT_EQ(tile.post_m(1200 - 10, 29), hill_m(1200 - 10, 29));
  EXPECT_EQ(tile.post_m(1200 - 20, 35), hill_m(1200 - 20, 35));
}

/// What is wrong with each, in one message, and no tile.
TEST(Import, RefusesWhatItCannotTrust) {
  const Bench bench;
  bench.write("N39E032.hgt", hgt(hill_m));
  bench.write("N50E010.hgt", hgt(hill_m));
  bench.write("N10E010.hgt", hgt([](int, int) { return kVoid; }));
  bench.write("N11E010.hgt", hgt([](int row, int) { return row < 500 ? kVoid : 100; }));
  bench.write("N12E010.hgt", hgt(hill_m).substr(0, 2000000));
  bench.write("empty.tif", "");
  bench.write("noise.tif", std::string("II*\0\xff\xff\xff\xff", 8) + std::string(500, 'x'));
  ASSERT_EQ(
      bench
          .shell("set -e; t() { gdal_translate -q \"$@\"; }\n"
                 "t N39E032.hgt plain.tif; head -c 60000 plain.tif > short.tif\n"
                 "gdalwarp -q -t_srs EPSG:32636 N39E032.hgt projected.tif\n"
                 "t -a_srs EPSG:4230 N39E032.hgt ed50.tif\n"
                 "t -a_srs EPSG:4326+5703 N39E032.hgt navd88.tif\n"
                 "t -a_srs EPSG:4326+3855 N39E032.hgt egm2008.tif\n"
                 "t -a_ullr 132 98 133 97 N39E032.hgt beyond.tif\n"
                 "t -b 1 -b 1 N39E032.hgt two.tif; t -ot Byte N39E032.hgt picture.tif\n"
                 "t -a_scale 0.1 N39E032.hgt scaled.tif\n"
                 "t -scale 0 1 0 100 -ot Int32 N39E032.hgt high.tif\n"
                 "t -of VRT N39E032.hgt posing.tif; t -of PNG -ot UInt16 N39E032.hgt other.png\n"
                 "t N39E032.hgt -a_gt 32 0.001 0.0002 40 0.0002 -0.001 rotated.tif 2>/dev/null ||\n"
                 "  python3 - <<'X'\n"
                 "data = open('N39E032.hgt', 'rb').read()\n"
                 "open('rotated.raw', 'wb').write(data)\n"
                 "open('rotated.vrt', 'w').write('''<VRTDataset rasterXSize=\"1201\" rasterYSize=\"1201\">"
                 "<SRS>EPSG:4326</SRS><GeoTransform>32, 0.001, 0.0002, 40, 0.0002, -0.001</GeoTransform>"
                 "<VRTRasterBand dataType=\"Int16\" band=\"1\" subClass=\"VRTRawRasterBand\">"
                 "<SourceFilename relativeToVRT=\"1\">rotated.raw</SourceFilename><ByteOrder>MSB</ByteOrder>"
                 "</VRTRasterBand></VRTDataset>''')\n"
                 "X\n"
                 "[ -e rotated.tif ] || t rotated.vrt rotated.tif")
          .exit_code,
      0);
  const auto refused = [&](const std::string& arguments, const std::string& part) {
    const Answer a = bench.shell("cupola terrain import " + arguments);
    expect_says(a, 65, part);
    EXPECT_EQ(a.text.find("error: "), a.text.rfind("error: ")) << a.text;  // one message
    EXPECT_NE(a.text.find("hint: "), std::string::npos) << a.text;
    EXPECT_FALSE(
        bench.has("cache/cupola/terrain/" + arguments.substr(0, arguments.find('.')) + ".cupola-tile"));
  };
  refused("N10E010.hgt", "nothing but voids");
  refused("N11E010.hgt", "voids up to 500 posts from known ground");
  refused("N12E010.hgt", "is cut short");
  refused("empty.tif", "is cut short");
  refused("noise.tif", "is no raster of SRTM, GeoTIFF or DTED");
  refused("short.tif --datum egm96", "cannot be read to its end");
  refused("plain.tif", "does not say what its heights are measured from");
  refused("projected.tif --datum egm96", "UTM zone 36N");
  refused("ed50.tif --datum egm96", "ED50");
  refused("navd88.tif", "NAVD88");
  refused("egm2008.tif --datum egm96", "has heights above EGM2008, as the file says; EGM96 was asked for");
  refused("beyond.tif --datum egm96", "lies beyond the earth");
  refused("rotated.tif --datum egm96", "is rotated");
  refused("two.tif --datum egm96", "has 2 bands");
  refused("picture.tif --datum egm96", "type Byte");
  refused("scaled.tif --datum egm96", "scaled heights");
  refused("high.tif --datum egm96", "no ground has");
  refused("posing.tif --datum egm96", "is no raster of SRTM, GeoTIFF or DTED");
  refused("other.png --datum egm96", "is no raster of SRTM, GeoTIFF or DTED");
  refused("missing.tif", "cannot be read");
  refused(". --datum egm96", "cannot be read");
  refused("N50E010.hgt --for '" CUPOLA_SOURCE_DIR "/scenarios/03-murted-mixed-raid.yaml' --range 20km",
          "holds no ground within range");
  refused("N50E010.hgt ./N50E010.hgt", "same name");
  // With one good and one bad file the good one is there.
  expect_says(bench.shell("cupola terrain import N10E010.hgt N39E032.hgt"), 65, "N39E032.cupola-tile");
  EXPECT_TRUE(bench.has("cache/cupola/terrain/N39E032.cupola-tile"));
  expect_says(bench.shell("cupola terrain import --deep-voids sea N11E010.hgt"), 0, "voids filled");
  EXPECT_EQ(bench.read_tile("N11E010").post_m(100, 100), 0.0);
  EXPECT_EQ(bench.read_tile("N11E010").post_m(500, 100), 100.0);
  const double shore_m = bench.read_tile("N11E010").post_m(450, 100);  // between the sea and the known ground
  EXPECT_TRUE(shore_m > 0.0 && shore_m < 100.0) << shore_m;
  EXPECT_EQ(bench.shell("ls cache/cupola/terrain | grep -v tile$ | wc -l").text, "0\n");
}

TEST(Import, WritesOverNothingButTiles) {
  const Bench bench;
  bench.write("N39E032.hgt", hgt(hill_m));
  bench.write("out/N39E032.cupola-tile", "precious");
  expect_says(bench.shell("cupola terrain import N39E032.hgt --out out"), 73, "stands in the way");
  EXPECT_EQ(bench.read("out/N39E032.cupola-tile"), "precious");
  bench.shell("rm out/*");
  for (int twice = 0; twice < 2; ++twice)
    EXPECT_EQ(bench.shell("cupola terrain import N39E032.hgt --out out").exit_code, 0);
  bench.write("file", "");
  expect_says(bench.shell("cupola terrain import N39E032.hgt --out file"), 73, "cannot write");
  expect_says(bench.shell("ulimit -f 100; cupola terrain import N39E032.hgt --out small"), 73,
              "cannot be written");
  EXPECT_EQ(bench.shell("ls small | wc -l").text, "0\n");
  expect_says(bench.shell("CUPOLA_IMPORT=/nowhere cupola terrain import N39E032.hgt"), 70,
              "cannot start /nowhere");
}

/// Headers that lie: sides of thousands of millions, a small file that unpacks to gigabytes.
TEST(Import, IsNotFooledByHeaders) {
  const Bench bench;
  bench.write("N39E032.hgt", hgt(hill_m));
  ASSERT_EQ(bench
                .shell("set -e; gdal_translate -q -a_srs EPSG:4326+5773 N39E032.hgt good.tif\n"
                       "python3 - <<'X'\n"
                       "import struct\n"
                       "good = open('good.tif', 'rb').read()\n"
                       "ifd, = struct.unpack('<I', good[4:8])\n"
                       "n, = struct.unpack('<H', good[ifd:ifd + 2])\n"
                       "def lie(name, changes):\n"
                       "    data = bytearray(good)\n"
                       "    for i in range(n):\n"
                       "        at = ifd + 2 + 12 * i\n"
                       "        tag, = struct.unpack('<H', data[at:at + 2])\n"
                       "        if tag in changes:\n"
                       "            data[at + 2:at + 12] = struct.pack('<HII', 4, 1, changes[tag])\n"
                       "    open(name, 'wb').write(data)\n"
                       "lie('vast.tif', {256: 2**31 - 1, 257: 2**31 - 1})\n"
                       "lie('wide.tif', {256: 39999})\n"
                       "lie('large.tif', {256: 9999, 257: 9999})\n"
                       "X\n"
                       "gdal_create -q -of GTiff -outsize 9000 9000 -bands 1 -ot Int16 -co SPARSE_OK=TRUE\\\n"
                       "  -co COMPRESS=DEFLATE -a_srs EPSG:4326+5773 -a_ullr 32 40 33 39 bomb.tif")
                .exit_code,
            0);
  for (const char* name : {"vast.tif", "wide.tif", "large.tif", "bomb.tif"}) {
    const Answer a = bench.shell(std::string("time -p cupola terrain import ") + name);
    EXPECT_EQ(a.exit_code, 65) << name << a.text;
    EXPECT_NE(a.text.find("hint: "), std::string::npos) << a.text;
  }
  expect_says(bench.shell("cupola terrain import bomb.tif"), 65, "says it holds 162000000 bytes");
}

/// Damaged copies: refused or read, never anything else.
TEST(Import, SurvivesDamage) {
  const Bench bench;
  bench.write("N39E032.hgt", hgt(hill_m));
  const Answer a = bench.shell(
      "gdal_translate -q -of COG -srcwin 0 0 60 60 -a_srs EPSG:4326+5773 N39E032.hgt small.tif\n"
      "gdal_translate -q -of DTED N39E032.hgt small.dt1\n"
      "CUPOLA_IMPORT=\"$(dirname '" CUPOLA_COMMAND
      "')/cupola-import\" python3 - <<'X'\n"
      "import os, random, subprocess\n"
      "luck = random.Random(1)\n"
      "codes = {}\n"
      "for trial in range(60):\n"
      "    name = 'small.tif' if trial % 4 else 'small.dt1'\n"
      "    data = bytearray(open(name, 'rb').read())\n"
      "    for _ in range(luck.randrange(1, 12)):\n"
      "        data[luck.randrange(min(len(data), 1200))] = luck.randrange(256)\n"
      "    if trial % 5 == 0:\n"
      "        data = data[:luck.randrange(len(data))]\n"
      "    open('hurt' + name[-4:], 'wb').write(data)\n"
      "    code = subprocess.run([os.environ['CUPOLA_IMPORT'], 'hurt' + name[-4:], 'hurt.cupola-tile'],\n"
      "                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, "
      "timeout=20).returncode\n"
      "    codes[code] = codes.get(code, 0) + 1\n"
      "print(sorted(codes.items()))\n"
      "assert set(codes) <= {0, 65}, codes\n"
      "assert codes[65] > 10 and codes[0] > 2, codes\n"
      "X");
  EXPECT_EQ(a.exit_code, 0) << a.text;
}

TEST(Import, CanDoNothingElse) {
  const Bench bench;
  const Answer a = bench.shell("\"$(dirname '" CUPOLA_COMMAND "')/cupola-import\" --what-is-closed");
  ASSERT_EQ(a.exit_code, 0) << a.text;
  const auto closed = nlohmann::json::parse(a.text);
  EXPECT_EQ(closed["socket"], "Operation not permitted");
  EXPECT_EQ(closed["execve"], "Operation not permitted");
  EXPECT_EQ(closed["processor_s"], 120);
  EXPECT_EQ(closed["drivers"], "DTED GTiff SRTMHGT");
}

}  // namespace
}  // namespace cupola
