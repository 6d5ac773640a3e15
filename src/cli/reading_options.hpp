#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "formats/read_detections.hpp"

namespace cupola {

/// What a command line says of how detections are read.
struct ReadingTexts {
  std::string range_sd, azimuth_sd, position_sd, height;
};

/// --sensors, --only, and what stands in for what a format does not carry.
void add_reading_options(CLI::App* verb, ReadDetectionsOptions& reading, ReadingTexts& texts);

/// Takes the texts; a usage error where one is no such quantity.
void take_reading_options(const ReadingTexts& texts, ReadDetectionsOptions& reading);

}  // namespace cupola
