#include "record/database.hpp"

#include <sqlite3.h>

#include <cstring>
#include <utility>

namespace cupola {

namespace {

/// The path as a part of an SQLite URI.
std::string uri_path(const std::string& path) {
  std::string uri;
  for (const char c : path) {
    constexpr const char* digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    if (c == '%' || c == '?' || c == '#')
      uri += {'%', digits[byte >> 4], digits[byte & 15]};
    else
      uri += c;
  }
  return uri;
}

/// What the system said last of the file or of its log; 0: nothing.
int system_error(sqlite3* handle) {
  if (const int known = sqlite3_system_errno(handle); known != 0) return known;
  for (const int which : {SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER}) {
    sqlite3_file* file = nullptr;
    int error = 0;
    if (sqlite3_file_control(handle, "main", which, &file) == SQLITE_OK && file != nullptr &&
        file->pMethods != nullptr &&
        file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &error) == SQLITE_OK && error != 0)
      return error;
  }
  return 0;
}

/// "disk I/O error (No space left on device)".
std::string in_words(sqlite3* handle) {
  const std::string words = sqlite3_errmsg(handle);
  const int code = sqlite3_errcode(handle) & 0xff;
  const bool of_system = code == SQLITE_IOERR || code == SQLITE_FULL || code == SQLITE_CANTOPEN;
  const int error = of_system ? system_error(handle) : 0;
  return error != 0 ? words + " (" + std::strerror(error) + ")" : words;
}

constexpr int kMostPagesInLog = 1000;

}  // namespace

Statement::Statement(sqlite3_stmt* statement, std::shared_ptr<std::string> error)
    : statement_(statement), error_(std::move(error)) {}
void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Statement& Statement::bind(std::int64_t value) {
  sqlite3_bind_int64(statement_.get(), ++bound_, value);
  return *this;
}

Statement& Statement::bind(double value) {
  sqlite3_bind_double(statement_.get(), ++bound_, value);
  return *this;
}

Statement& Statement::bind(std::string_view value) {
  sqlite3_bind_text(statement_.get(), ++bound_, value.data(), static_cast<int>(value.size()),
                    SQLITE_TRANSIENT);
  return *this;
}

Statement& Statement::bind_null() {
  sqlite3_bind_null(statement_.get(), ++bound_);
  return *this;
}

bool Statement::step() {
  const int code = statement_ ? sqlite3_step(statement_.get()) : SQLITE_DONE;
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE && error_->empty()) *error_ = in_words(sqlite3_db_handle(statement_.get()));
  sqlite3_reset(statement_.get());
  bound_ = 0;
  return false;
}

void Statement::run() {
  while (step()) {
  }
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
double Statement::number(int column) const { return sqlite3_column_double(statement_.get(), column); }
bool Statement::null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}
std::string Statement::text(int column) const {
  const unsigned char* text = sqlite3_column_text(statement_.get(), column);
  return text ? reinterpret_cast<const char*>(text) : "";
}

Database Database::create(const std::string& path) {
  Database database;
  if (sqlite3_open_v2(path.c_str(), &database.handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr) !=
      SQLITE_OK)
    database.note();
  database.execute("PRAGMA journal_mode = WAL");
  // In place of SQLite's own fold, which keeps its failures to itself and tries again.
  sqlite3_wal_hook(database.handle_, fold, nullptr);
  return database;
}

Database Database::open(const std::string& path) {
  Database database;
  const std::string uri = (path.starts_with('/') ? "file://" : "file:") + uri_path(path) + "?immutable=1";
  if (sqlite3_open_v2(uri.c_str(), &database.handle_, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr) !=
      SQLITE_OK)
    database.note();
  // Opening reads nothing yet: whether it is a database shows at the first look.
  database.execute("SELECT count(*) FROM sqlite_schema");
  return database;
}

Database Database::open_unfinished(const std::string& path) {
  Database database;
  if (sqlite3_open_v2(path.c_str(), &database.handle_, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK)
    database.note();
  database.execute("SELECT count(*) FROM sqlite_schema");
  return database;
}

/// Carries a long log over into the file after a commit, which fails where this does.
int Database::fold(void*, sqlite3* handle, const char* schema, int pages) {
  if (pages < kMostPagesInLog) return SQLITE_OK;
  const int code = sqlite3_wal_checkpoint_v2(handle, schema, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  return code == SQLITE_BUSY ? SQLITE_OK : code;  // others read: it stays in the log for now
}

Database::~Database() { let_go(); }

/// What failed is not tried again in passing: the log stays, and whoever opens the file next goes on from it.
int Database::let_go() {
  sqlite3* const handle = std::exchange(handle_, nullptr);
  if (handle != nullptr && !ok()) sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  return sqlite3_close(handle);
}

Database::Database(Database&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)), error_(other.error_) {}

void Database::note() {
  if (error_->empty()) *error_ = in_words(handle_);
}

void Database::execute(const char* sql) {
  if (ok() && sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) note();
}

Statement Database::prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (ok() && sqlite3_prepare_v2(handle_, sql, -1, &statement, nullptr) != SQLITE_OK) note();
  return Statement(statement, error_);
}

bool Database::close() {
  execute("PRAGMA journal_mode = DELETE");
  if (let_go() != SQLITE_OK && error_->empty()) *error_ = "could not close the file";
  return ok();
}

}  // namespace cupola
