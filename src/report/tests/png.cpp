#include "report/png.hpp"

#include <gtest/gtest.h>

#include "report/colour_map.hpp"
#include "report/tests/gdal.hpp"

namespace cupola {
namespace {

TEST(Base64, is_that_of_the_rfc) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

/// Another reader finds every pixel where it was put.
TEST(Png, is_read_by_gdal) {
  CUPOLA_NEEDS_PROGRAM("gdal_translate", "gdal-bin")
  Image image{37, 23, {}};
  for (int i = 0; i < 37 * 23; ++i)
    image.pixels.push_back({static_cast<std::uint8_t>(i * 7), static_cast<std::uint8_t>(255 - i % 256),
                            static_cast<std::uint8_t>(i / 4)});
  const testing::TemporaryFolder folder;
  const std::string png = folder.write("a.png", png_bytes(image)), raw = folder.file("a.bin");
  ASSERT_FALSE(
      testing::output_of("gdal_translate -q -of ENVI -co INTERLEAVE=BIP " + png + " " + raw + " && echo done")
          .empty());
  std::ifstream read(raw, std::ios::binary);
  for (const Rgb& pixel : image.pixels) {
    ASSERT_EQ(read.get(), pixel.red);
    ASSERT_EQ(read.get(), pixel.green);
    ASSERT_EQ(read.get(), pixel.blue);
  }
}

TEST(Viridis, goes_from_dark_to_light) {
  double before = -1.0;
  for (int i = 0; i <= 20; ++i) {
    const Rgb c = viridis(0.05 * i);
    const double light = 0.2126 * c.red + 0.7152 * c.green + 0.0722 * c.blue;
    EXPECT_GT(light, before);
    before = light;
  }
  EXPECT_EQ(hex(viridis(0.0)), "#440154");
  EXPECT_EQ(hex(viridis(1.0)), "#fde725");
  EXPECT_EQ(hex(viridis(7.0)), "#fde725");
}

}  // namespace
}  // namespace cupola
