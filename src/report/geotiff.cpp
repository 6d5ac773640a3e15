#include "report/geotiff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "core/check.hpp"
#include "report/deflate.hpp"
#include "report/markup.hpp"

namespace cupola {
namespace {

enum Type : std::uint16_t { kAscii = 2, kShort = 3, kLong = 4, kDouble = 12 };

template <class Number>
void put(std::string& bytes, Number number) {
  char raw[sizeof number];
  std::memcpy(raw, &number, sizeof number);
  bytes.append(raw, sizeof number);
}

template <class Number>
std::string listed(const std::vector<Number>& numbers) {
  std::string bytes;
  for (const Number number : numbers) put(bytes, number);
  return bytes;
}

/// The directory of a TIFF file, in rising order of tags.
class Directory {
 public:
  void shorts(std::uint16_t tag, const std::vector<std::uint16_t>& values) {
    add(tag, kShort, values.size(), listed(values));
  }
  void longs(std::uint16_t tag, const std::vector<std::uint32_t>& values) {
    add(tag, kLong, values.size(), listed(values));
  }
  void doubles(std::uint16_t tag, const std::vector<double>& values) {
    add(tag, kDouble, values.size(), listed(values));
  }
  void text(std::uint16_t tag, const std::string& words) {
    add(tag, kAscii, words.size() + 1, words + std::string(1, '\0'));
  }

  std::size_t size() const {
    std::size_t bytes = 2 + 12 * entries_.size() + 4;
    for (const Entry& entry : entries_) bytes += beside(entry);
    return bytes;
  }

  /// As it stands in the file at `offset`: what does not fit into four bytes follows the entries.
  std::string bytes(std::uint32_t offset) const {
    std::string table, values;
    put(table, static_cast<std::uint16_t>(entries_.size()));
    const auto after = static_cast<std::uint32_t>(offset + 2 + 12 * entries_.size() + 4);
    for (const Entry& entry : entries_) {
      put(table, entry.tag);
      put(table, static_cast<std::uint16_t>(entry.type));
      put(table, entry.count);
      std::string value = entry.value;
      if (value.size() > 4) {
        put(table, static_cast<std::uint32_t>(after + values.size()));
        value.resize(beside(entry), '\0');
        values += value;
      } else {
        value.resize(4, '\0');
        table += value;
      }
    }
    put(table, std::uint32_t{0});
    return table + values;
  }

 private:
  struct Entry {
    std::uint16_t tag;
    Type type;
    std::uint32_t count;
    std::string value;
  };
  void add(std::uint16_t tag, Type type, std::size_t count, std::string value) {
    CUPOLA_CHECK(entries_.empty() || entries_.back().tag < tag);
    entries_.push_back({tag, type, static_cast<std::uint32_t>(count), std::move(value)});
  }
  static std::size_t beside(const Entry& entry) {
    return entry.value.size() > 4 ? (entry.value.size() + 1) / 2 * 2 : 0;
  }

  std::vector<Entry> entries_;
};

// Keys of GeoTIFF, and what they are set to.
constexpr std::uint16_t kInDoubles = 34736, kInText = 34737, kUserDefined = 32767;
constexpr const char* kCitation = "Lambert azimuthal equal-area about the defence|";

void add_georeference(const GeoRaster& raster, Directory& directory) {
  directory.doubles(33550, {raster.cell_m, raster.cell_m, 0.0});                  // ModelPixelScale
  directory.doubles(33922, {0.0, 0.0, 0.0, raster.west_m, raster.north_m, 0.0});  // ModelTiepoint
  const auto words = static_cast<std::uint16_t>(std::strlen(kCitation));
  const std::vector<std::uint16_t> keys = {
      1,    1,          1,     13,            // version, revision, number of keys
      1024, 0,          1,     1,             // projected
      1025, 0,          1,     1,             // a value stands for the area of its cell
      1026, kInText,    words, 0,             // citation
      2048, 0,          1,     4326,          // on WGS 84
      2054, 0,          1,     9102,          // degrees
      3072, 0,          1,     kUserDefined,  // projected system
      3074, 0,          1,     kUserDefined,  // projection
      3075, 0,          1,     10,            // Lambert azimuthal equal-area
      3076, 0,          1,     9001,          // metres
      3082, kInDoubles, 1,     2,             // false easting
      3083, kInDoubles, 1,     2,             // false northing
      3088, kInDoubles, 1,     1,             // longitude of the centre
      3089, kInDoubles, 1,     0};            // latitude of the centre
  directory.shorts(34735, keys);
  directory.doubles(34736, {raster.centre_latitude_deg, raster.centre_longitude_deg, 0.0});
  directory.text(34737, kCitation);
}

/// GDAL takes the escapes out twice.
std::string twice_escaped(const std::string& words) { return escaped(escaped(words)); }

std::string metadata(const GeoRaster& raster) {
  std::string xml = "<GDALMetadata>\n";
  for (const auto& [name, value] : raster.remarks)
    xml += fmt::format("  <Item name=\"{}\">{}</Item>\n", escaped(name), twice_escaped(value));
  for (std::size_t i = 0; i < raster.bands.size(); ++i)
    xml += fmt::format("  <Item name=\"DESCRIPTION\" sample=\"{}\" role=\"description\">{}</Item>\n", i,
                       twice_escaped(raster.bands[i].description));
  return xml + "</GDALMetadata>\n";
}

Directory directory_of(const GeoRaster& raster, const std::vector<std::uint32_t>& offsets,
                       const std::vector<std::uint32_t>& sizes) {
  const std::size_t bands = raster.bands.size();
  const auto each = [bands](std::uint16_t value) { return std::vector<std::uint16_t>(bands, value); };
  Directory directory;
  directory.longs(256, {static_cast<std::uint32_t>(raster.columns)});
  directory.longs(257, {static_cast<std::uint32_t>(raster.rows)});
  directory.shorts(258, each(32));  // bits
  directory.shorts(259, {8});       // deflated
  directory.shorts(262, {1});       // more is brighter
  directory.longs(273, offsets);
  directory.shorts(277, {static_cast<std::uint16_t>(bands)});
  directory.longs(278, {static_cast<std::uint32_t>(raster.rows)});  // rows of a strip: all
  directory.longs(279, sizes);
  directory.shorts(284, {2});  // band after band
  directory.text(305, "Cupola");
  if (bands > 1) directory.shorts(338, std::vector<std::uint16_t>(bands - 1, 0));  // bands beyond the first
  directory.shorts(339, each(3));                                                  // floating point
  add_georeference(raster, directory);
  directory.text(42112, metadata(raster));
  directory.text(42113, fmt::format("{}", raster.nothing));
  return directory;
}

}  // namespace

std::string geotiff_bytes(const GeoRaster& raster) {
  const std::size_t cells = static_cast<std::size_t>(raster.columns) * static_cast<std::size_t>(raster.rows);
  CUPOLA_CHECK(!raster.bands.empty());
  std::vector<std::string> strips;
  std::vector<std::uint32_t> sizes, offsets(raster.bands.size(), 0);
  for (const GeoRaster::Band& band : raster.bands) {
    CUPOLA_CHECK(band.cells->size() == cells);
    strips.push_back(deflated({reinterpret_cast<const char*>(band.cells->data()), cells * sizeof(float)}));
    sizes.push_back(static_cast<std::uint32_t>(strips.back().size()));
    strips.back().resize((strips.back().size() + 1) / 2 * 2, '\0');  // the next one begins at an even byte
  }
  constexpr std::uint32_t kHeader = 8;
  auto offset = static_cast<std::uint32_t>(kHeader + directory_of(raster, offsets, sizes).size());
  for (std::size_t i = 0; i < strips.size(); ++i) {
    offsets[i] = offset;
    offset += static_cast<std::uint32_t>(strips[i].size());
  }
  std::string bytes("II\x2a\x00", 4);
  put(bytes, kHeader);
  bytes += directory_of(raster, offsets, sizes).bytes(kHeader);
  for (const std::string& strip : strips) bytes += strip;
  return bytes;
}

}  // namespace cupola
