import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  NetworkError,
  addressKinds,
  authorizationFor,
  failureAt,
  insecureCredentials,
  isRedirect,
  isRefusedRedirect,
  literalKind,
  loadNetrc,
  netrcSecrets,
  networkFailure,
  nextHop,
  targetOf,
  timeoutFailure,
  urlAuthorization,
  withoutCredentials
} from "./chunk-EBUBQPN2.js";
import {
  clip,
  createGathering,
  createTextWitness,
  excerptOf,
  isSumdbUrl,
  matchPrefixPatterns,
  matchRules,
  policyRefusal,
  remedyOf,
  sightingOf,
  stripUserinfo,
  upstreamTrouble
} from "./chunk-L7P2GGGF.js";
import {
  categoryOf,
  faultKind
} from "./chunk-INVBXJX4.js";
import {
  displayGoproxyList,
  endedBefore,
  formatGoproxyList,
  goproxySecrets,
  options,
  parseGoproxyList,
  withoutEntries
} from "./chunk-4BRC2DSI.js";
import {
  cacheKey,
  captureCommand,
  databaseName,
  endGroup,
  entriesFromList,
  fallback,
  findProgram,
  findPrograms,
  groupOpenFiles,
  isAbsoluteProgram,
  isExecutableFile,
  killGroupNow,
  linuxGroup,
  lookupName,
  maxLookupBytes,
  modSource,
  nonEmpty,
  object,
  optional,
  parseJson,
  pipe,
  runCommand,
  string,
  sumSource,
  transferAnswer,
  transform,
  trimEnd,
  withAbsolutePath,
  workSource
} from "./chunk-MF74IWTB.js";
import {
  createAdmission,
  hashZip,
  hashZipBytes
} from "./chunk-S7GWYUIU.js";
import {
  hashMod
} from "./chunk-SX2QXANG.js";
import {
  canonicalVersion,
  checkModuleVersion,
  checkPathMajor,
  compareVersions,
  diskFailure,
  errorCode,
  escapePath,
  escapeVersion,
  fileName,
  isBelow,
  moduleName,
  parseFileName,
  remove,
  splitPathMajor,
  wirePath
} from "./chunk-B5I7U7GJ.js";
import {
  __commonJS,
  __toESM
} from "./chunk-DIT3HX7E.js";

// node_modules/picomatch/lib/constants.js
var require_constants = __commonJS({
  "node_modules/picomatch/lib/constants.js"(exports, module) {
    "use strict";
    var WIN_SLASH = "\\\\/";
    var WIN_NO_SLASH = `[^${WIN_SLASH}]`;
    var DEFAULT_MAX_EXTGLOB_RECURSION = 0;
    var DOT_LITERAL = "\\.";
    var PLUS_LITERAL = "\\+";
    var QMARK_LITERAL = "\\?";
    var SLASH_LITERAL = "\\/";
    var ONE_CHAR = "(?=.)";
    var QMARK = "[^/]";
    var END_ANCHOR = `(?:${SLASH_LITERAL}|$)`;
    var START_ANCHOR = `(?:^|${SLASH_LITERAL})`;
    var DOTS_SLASH = `${DOT_LITERAL}{1,2}${END_ANCHOR}`;
    var NO_DOT = `(?!${DOT_LITERAL})`;
    var NO_DOTS = `(?!${START_ANCHOR}${DOTS_SLASH})`;
    var NO_DOT_SLASH = `(?!${DOT_LITERAL}{0,1}${END_ANCHOR})`;
    var NO_DOTS_SLASH = `(?!${DOTS_SLASH})`;
    var QMARK_NO_DOT = `[^.${SLASH_LITERAL}]`;
    var STAR = `${QMARK}*?`;
    var SEP = "/";
    var POSIX_CHARS = {
      DOT_LITERAL,
      PLUS_LITERAL,
      QMARK_LITERAL,
      SLASH_LITERAL,
      ONE_CHAR,
      QMARK,
      END_ANCHOR,
      DOTS_SLASH,
      NO_DOT,
      NO_DOTS,
      NO_DOT_SLASH,
      NO_DOTS_SLASH,
      QMARK_NO_DOT,
      STAR,
      START_ANCHOR,
      SEP
    };
    var WINDOWS_CHARS = {
      ...POSIX_CHARS,
      SLASH_LITERAL: `[${WIN_SLASH}]`,
      QMARK: WIN_NO_SLASH,
      STAR: `${WIN_NO_SLASH}*?`,
      DOTS_SLASH: `${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$)`,
      NO_DOT: `(?!${DOT_LITERAL})`,
      NO_DOTS: `(?!(?:^|[${WIN_SLASH}])${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
      NO_DOT_SLASH: `(?!${DOT_LITERAL}{0,1}(?:[${WIN_SLASH}]|$))`,
      NO_DOTS_SLASH: `(?!${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
      QMARK_NO_DOT: `[^.${WIN_SLASH}]`,
      START_ANCHOR: `(?:^|[${WIN_SLASH}])`,
      END_ANCHOR: `(?:[${WIN_SLASH}]|$)`,
      SEP: "\\"
    };
    var POSIX_REGEX_SOURCE = {
      __proto__: null,
      alnum: "a-zA-Z0-9",
      alpha: "a-zA-Z",
      ascii: "\\x00-\\x7F",
      blank: " \\t",
      cntrl: "\\x00-\\x1F\\x7F",
      digit: "0-9",
      graph: "\\x21-\\x7E",
      lower: "a-z",
      print: "\\x20-\\x7E ",
      punct: "\\-!\"#$%&'()\\*+,./:;<=>?@[\\]^_`{|}~",
      space: " \\t\\r\\n\\v\\f",
      upper: "A-Z",
      word: "A-Za-z0-9_",
      xdigit: "A-Fa-f0-9"
    };
    module.exports = {
      DEFAULT_MAX_EXTGLOB_RECURSION,
      MAX_LENGTH: 1024 * 64,
      POSIX_REGEX_SOURCE,
      // regular expressions
      REGEX_BACKSLASH: /\\(?![*+?^${}(|)[\]])/g,
      REGEX_NON_SPECIAL_CHARS: /^[^@![\].,$*+?^{}()|\\/]+/,
      REGEX_SPECIAL_CHARS: /[-*+?.^${}(|)[\]]/,
      REGEX_SPECIAL_CHARS_BACKREF: /(\\?)((\W)(\3*))/g,
      REGEX_SPECIAL_CHARS_GLOBAL: /([-*+?.^${}(|)[\]])/g,
      REGEX_REMOVE_BACKSLASH: /(?:\[.*?[^\\]\]|\\(?=.))/g,
      // Replace globs with equivalent patterns to reduce parsing time.
      REPLACEMENTS: {
        __proto__: null,
        "***": "*",
        "**/**": "**",
        "**/**/**": "**"
      },
      // Digits
      CHAR_0: 48,
      /* 0 */
      CHAR_9: 57,
      /* 9 */
      // Alphabet chars.
      CHAR_UPPERCASE_A: 65,
      /* A */
      CHAR_LOWERCASE_A: 97,
      /* a */
      CHAR_UPPERCASE_Z: 90,
      /* Z */
      CHAR_LOWERCASE_Z: 122,
      /* z */
      CHAR_LEFT_PARENTHESES: 40,
      /* ( */
      CHAR_RIGHT_PARENTHESES: 41,
      /* ) */
      CHAR_ASTERISK: 42,
      /* * */
      // Non-alphabetic chars.
      CHAR_AMPERSAND: 38,
      /* & */
      CHAR_AT: 64,
      /* @ */
      CHAR_BACKWARD_SLASH: 92,
      /* \ */
      CHAR_CARRIAGE_RETURN: 13,
      /* \r */
      CHAR_CIRCUMFLEX_ACCENT: 94,
      /* ^ */
      CHAR_COLON: 58,
      /* : */
      CHAR_COMMA: 44,
      /* , */
      CHAR_DOT: 46,
      /* . */
      CHAR_DOUBLE_QUOTE: 34,
      /* " */
      CHAR_EQUAL: 61,
      /* = */
      CHAR_EXCLAMATION_MARK: 33,
      /* ! */
      CHAR_FORM_FEED: 12,
      /* \f */
      CHAR_FORWARD_SLASH: 47,
      /* / */
      CHAR_GRAVE_ACCENT: 96,
      /* ` */
      CHAR_HASH: 35,
      /* # */
      CHAR_HYPHEN_MINUS: 45,
      /* - */
      CHAR_LEFT_ANGLE_BRACKET: 60,
      /* < */
      CHAR_LEFT_CURLY_BRACE: 123,
      /* { */
      CHAR_LEFT_SQUARE_BRACKET: 91,
      /* [ */
      CHAR_LINE_FEED: 10,
      /* \n */
      CHAR_NO_BREAK_SPACE: 160,
      /* \u00A0 */
      CHAR_PERCENT: 37,
      /* % */
      CHAR_PLUS: 43,
      /* + */
      CHAR_QUESTION_MARK: 63,
      /* ? */
      CHAR_RIGHT_ANGLE_BRACKET: 62,
      /* > */
      CHAR_RIGHT_CURLY_BRACE: 125,
      /* } */
      CHAR_RIGHT_SQUARE_BRACKET: 93,
      /* ] */
      CHAR_SEMICOLON: 59,
      /* ; */
      CHAR_SINGLE_QUOTE: 39,
      /* ' */
      CHAR_SPACE: 32,
      /*   */
      CHAR_TAB: 9,
      /* \t */
      CHAR_UNDERSCORE: 95,
      /* _ */
      CHAR_VERTICAL_LINE: 124,
      /* | */
      CHAR_ZERO_WIDTH_NOBREAK_SPACE: 65279,
      /* \uFEFF */
      /**
       * Create EXTGLOB_CHARS
       */
      extglobChars(chars) {
        return {
          "!": { type: "negate", open: "(?:(?!(?:", close: `))${chars.STAR})` },
          "?": { type: "qmark", open: "(?:", close: ")?" },
          "+": { type: "plus", open: "(?:", close: ")+" },
          "*": { type: "star", open: "(?:", close: ")*" },
          "@": { type: "at", open: "(?:", close: ")" }
        };
      },
      /**
       * Create GLOB_CHARS
       */
      globChars(win32) {
        return win32 === true ? WINDOWS_CHARS : POSIX_CHARS;
      }
    };
  }
});

// node_modules/picomatch/lib/utils.js
var require_utils = __commonJS({
  "node_modules/picomatch/lib/utils.js"(exports) {
    "use strict";
    var {
      REGEX_BACKSLASH,
      REGEX_REMOVE_BACKSLASH,
      REGEX_SPECIAL_CHARS,
      REGEX_SPECIAL_CHARS_GLOBAL
    } = require_constants();
    exports.isObject = (val) => val !== null && typeof val === "object" && !Array.isArray(val);
    exports.hasRegexChars = (str) => REGEX_SPECIAL_CHARS.test(str);
    exports.isRegexChar = (str) => str.length === 1 && exports.hasRegexChars(str);
    exports.escapeRegex = (str) => str.replace(REGEX_SPECIAL_CHARS_GLOBAL, "\\$1");
    exports.toPosixSlashes = (str) => str.replace(REGEX_BACKSLASH, "/");
    exports.isWindows = () => {
      if (typeof navigator !== "undefined" && navigator.platform) {
        const platform = navigator.platform.toLowerCase();
        return platform === "win32" || platform === "windows";
      }
      if (typeof process !== "undefined" && process.platform) {
        return process.platform === "win32";
      }
      return false;
    };
    exports.removeBackslashes = (str) => {
      return str.replace(REGEX_REMOVE_BACKSLASH, (match) => {
        return match === "\\" ? "" : match;
      });
    };
    exports.escapeLast = (input, char, lastIdx) => {
      const idx = input.lastIndexOf(char, lastIdx);
      if (idx === -1) return input;
      if (input[idx - 1] === "\\") return exports.escapeLast(input, char, idx - 1);
      return `${input.slice(0, idx)}\\${input.slice(idx)}`;
    };
    exports.removePrefix = (input, state = {}) => {
      let output2 = input;
      if (output2.startsWith("./")) {
        output2 = output2.slice(2);
        state.prefix = "./";
      }
      return output2;
    };
    exports.wrapOutput = (input, state = {}, options2 = {}) => {
      const prepend = options2.contains ? "" : "^";
      const append = options2.contains ? "" : "$";
      let output2 = `${prepend}(?:${input})${append}`;
      if (state.negated === true) {
        output2 = `(?:^(?!${output2}).*$)`;
      }
      return output2;
    };
    exports.basename = (path, { windows } = {}) => {
      const segs = path.split(windows ? /[\\/]/ : "/");
      const last = segs[segs.length - 1];
      if (last === "") {
        return segs[segs.length - 2];
      }
      return last;
    };
  }
});

// node_modules/picomatch/lib/scan.js
var require_scan = __commonJS({
  "node_modules/picomatch/lib/scan.js"(exports, module) {
    "use strict";
    var utils = require_utils();
    var {
      CHAR_ASTERISK,
      /* * */
      CHAR_AT,
      /* @ */
      CHAR_BACKWARD_SLASH,
      /* \ */
      CHAR_COMMA,
      /* , */
      CHAR_DOT,
      /* . */
      CHAR_EXCLAMATION_MARK,
      /* ! */
      CHAR_FORWARD_SLASH,
      /* / */
      CHAR_LEFT_CURLY_BRACE,
      /* { */
      CHAR_LEFT_PARENTHESES,
      /* ( */
      CHAR_LEFT_SQUARE_BRACKET,
      /* [ */
      CHAR_PLUS,
      /* + */
      CHAR_QUESTION_MARK,
      /* ? */
      CHAR_RIGHT_CURLY_BRACE,
      /* } */
      CHAR_RIGHT_PARENTHESES,
      /* ) */
      CHAR_RIGHT_SQUARE_BRACKET
      /* ] */
    } = require_constants();
    var isPathSeparator = (code) => {
      return code === CHAR_FORWARD_SLASH || code === CHAR_BACKWARD_SLASH;
    };
    var depth2 = (token) => {
      if (token.isPrefix !== true) {
        token.depth = token.isGlobstar ? Infinity : 1;
      }
    };
    var scan = (input, options2) => {
      const opts = options2 || {};
      const length = input.length - 1;
      const scanToEnd = opts.parts === true || opts.tokens === true || opts.scanToEnd === true;
      const slashes = [];
      const tokens = [];
      const parts = [];
      let str = input;
      let index = -1;
      let start = 0;
      let lastIndex = 0;
      let isBrace = false;
      let isBracket = false;
      let isGlob = false;
      let isExtglob = false;
      let isGlobstar = false;
      let braceEscaped = false;
      let backslashes = false;
      let negated = false;
      let negatedExtglob = false;
      let finished = false;
      let braces = 0;
      let prev;
      let code;
      let token = { value: "", depth: 0, isGlob: false };
      const eos = () => index >= length;
      const peek = () => str.charCodeAt(index + 1);
      const advance = () => {
        prev = code;
        return str.charCodeAt(++index);
      };
      while (index < length) {
        code = advance();
        let next;
        if (code === CHAR_BACKWARD_SLASH) {
          backslashes = token.backslashes = true;
          code = advance();
          if (code === CHAR_LEFT_CURLY_BRACE) {
            braceEscaped = true;
          }
          continue;
        }
        if (braceEscaped === true || code === CHAR_LEFT_CURLY_BRACE) {
          braces++;
          while (eos() !== true && (code = advance())) {
            if (code === CHAR_BACKWARD_SLASH) {
              backslashes = token.backslashes = true;
              advance();
              continue;
            }
            if (code === CHAR_LEFT_CURLY_BRACE) {
              braces++;
              continue;
            }
            if (braceEscaped !== true && code === CHAR_DOT && (code = advance()) === CHAR_DOT) {
              isBrace = token.isBrace = true;
              isGlob = token.isGlob = true;
              finished = true;
              if (scanToEnd === true) {
                continue;
              }
              break;
            }
            if (braceEscaped !== true && code === CHAR_COMMA) {
              isBrace = token.isBrace = true;
              isGlob = token.isGlob = true;
              finished = true;
              if (scanToEnd === true) {
                continue;
              }
              break;
            }
            if (code === CHAR_RIGHT_CURLY_BRACE) {
              braces--;
              if (braces === 0) {
                braceEscaped = false;
                isBrace = token.isBrace = true;
                finished = true;
                break;
              }
            }
          }
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
        if (code === CHAR_FORWARD_SLASH) {
          slashes.push(index);
          tokens.push(token);
          token = { value: "", depth: 0, isGlob: false };
          if (finished === true) continue;
          if (prev === CHAR_DOT && index === start + 1) {
            start += 2;
            continue;
          }
          lastIndex = index + 1;
          continue;
        }
        if (opts.noext !== true) {
          const isExtglobChar = code === CHAR_PLUS || code === CHAR_AT || code === CHAR_ASTERISK || code === CHAR_QUESTION_MARK || code === CHAR_EXCLAMATION_MARK;
          if (isExtglobChar === true && peek() === CHAR_LEFT_PARENTHESES) {
            isGlob = token.isGlob = true;
            isExtglob = token.isExtglob = true;
            finished = true;
            if (code === CHAR_EXCLAMATION_MARK && index === start) {
              negatedExtglob = true;
            }
            if (scanToEnd === true) {
              let parens = 0;
              while (eos() !== true && (code = advance())) {
                if (code === CHAR_BACKWARD_SLASH) {
                  backslashes = token.backslashes = true;
                  advance();
                  continue;
                }
                if (code === CHAR_LEFT_PARENTHESES) {
                  parens++;
                  continue;
                }
                if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
                  finished = true;
                  break;
                }
              }
              continue;
            }
            break;
          }
        }
        if (code === CHAR_ASTERISK) {
          if (prev === CHAR_ASTERISK) isGlobstar = token.isGlobstar = true;
          isGlob = token.isGlob = true;
          finished = true;
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
        if (code === CHAR_QUESTION_MARK) {
          isGlob = token.isGlob = true;
          finished = true;
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
        if (code === CHAR_LEFT_SQUARE_BRACKET) {
          while (eos() !== true && (next = advance())) {
            if (next === CHAR_BACKWARD_SLASH) {
              backslashes = token.backslashes = true;
              advance();
              continue;
            }
            if (next === CHAR_RIGHT_SQUARE_BRACKET) {
              isBracket = token.isBracket = true;
              isGlob = token.isGlob = true;
              finished = true;
              break;
            }
          }
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
        if (opts.nonegate !== true && code === CHAR_EXCLAMATION_MARK && index === start) {
          negated = token.negated = true;
          start++;
          continue;
        }
        if (opts.noparen !== true && code === CHAR_LEFT_PARENTHESES) {
          isGlob = token.isGlob = true;
          if (scanToEnd === true) {
            let parens = 1;
            while (eos() !== true && (code = advance())) {
              if (code === CHAR_BACKWARD_SLASH) {
                backslashes = token.backslashes = true;
                advance();
                continue;
              }
              if (code === CHAR_LEFT_PARENTHESES) {
                parens++;
                continue;
              }
              if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
                finished = true;
                break;
              }
            }
            continue;
          }
          break;
        }
        if (isGlob === true) {
          finished = true;
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
      }
      if (opts.noext === true) {
        isExtglob = false;
        isGlob = false;
      }
      let base = str;
      let prefix = "";
      let glob = "";
      if (start > 0) {
        prefix = str.slice(0, start);
        str = str.slice(start);
        lastIndex -= start;
      }
      if (base && isGlob === true && lastIndex > 0) {
        base = str.slice(0, lastIndex);
        glob = str.slice(lastIndex);
      } else if (isGlob === true) {
        base = "";
        glob = str;
      } else {
        base = str;
      }
      if (base && base !== "" && base !== "/" && base !== str) {
        if (isPathSeparator(base.charCodeAt(base.length - 1))) {
          base = base.slice(0, -1);
        }
      }
      if (opts.unescape === true) {
        if (glob) glob = utils.removeBackslashes(glob);
        if (base && backslashes === true) {
          base = utils.removeBackslashes(base);
        }
      }
      const state = {
        prefix,
        input,
        start,
        base,
        glob,
        isBrace,
        isBracket,
        isGlob,
        isExtglob,
        isGlobstar,
        negated,
        negatedExtglob
      };
      if (opts.tokens === true) {
        state.maxDepth = 0;
        if (!isPathSeparator(code)) {
          tokens.push(token);
        }
        state.tokens = tokens;
      }
      if (opts.parts === true || opts.tokens === true) {
        let prevIndex;
        for (let idx = 0; idx < slashes.length; idx++) {
          const n2 = prevIndex !== void 0 ? prevIndex + 1 : start;
          const i = slashes[idx];
          const value2 = input.slice(n2, i);
          if (opts.tokens) {
            if (idx === 0 && start !== 0) {
              tokens[idx].isPrefix = true;
              tokens[idx].value = prefix;
            } else {
              tokens[idx].value = value2;
            }
            depth2(tokens[idx]);
            state.maxDepth += tokens[idx].depth;
          }
          if (i >= start) {
            parts.push(value2);
            prevIndex = i;
          }
        }
        const n = prevIndex !== void 0 ? prevIndex + 1 : start;
        const value = input.slice(n);
        parts.push(value);
        if (opts.tokens && prevIndex && prevIndex + 1 < input.length) {
          tokens[tokens.length - 1].value = value;
          depth2(tokens[tokens.length - 1]);
          state.maxDepth += tokens[tokens.length - 1].depth;
        }
        state.slashes = slashes;
        state.parts = parts;
      }
      return state;
    };
    module.exports = scan;
  }
});

// node_modules/picomatch/lib/parse.js
var require_parse = __commonJS({
  "node_modules/picomatch/lib/parse.js"(exports, module) {
    "use strict";
    var constants2 = require_constants();
    var utils = require_utils();
    var {
      MAX_LENGTH,
      POSIX_REGEX_SOURCE,
      REGEX_NON_SPECIAL_CHARS,
      REGEX_SPECIAL_CHARS_BACKREF,
      REPLACEMENTS
    } = constants2;
    var expandRange = (args, options2) => {
      if (typeof options2.expandRange === "function") {
        return options2.expandRange(...args, options2);
      }
      args.sort();
      const value = `[${args.join("-")}]`;
      try {
        new RegExp(value);
      } catch (ex) {
        return args.map((v) => utils.escapeRegex(v)).join("..");
      }
      return value;
    };
    var syntaxError = (type, char) => {
      return `Missing ${type}: "${char}" - use "\\\\${char}" to match literal characters`;
    };
    var splitTopLevel = (input) => {
      const parts = [];
      let bracket = 0;
      let paren = 0;
      let quote = 0;
      let value = "";
      let escaped = false;
      for (const ch of input) {
        if (escaped === true) {
          value += ch;
          escaped = false;
          continue;
        }
        if (ch === "\\") {
          value += ch;
          escaped = true;
          continue;
        }
        if (ch === '"') {
          quote = quote === 1 ? 0 : 1;
          value += ch;
          continue;
        }
        if (quote === 0) {
          if (ch === "[") {
            bracket++;
          } else if (ch === "]" && bracket > 0) {
            bracket--;
          } else if (bracket === 0) {
            if (ch === "(") {
              paren++;
            } else if (ch === ")" && paren > 0) {
              paren--;
            } else if (ch === "|" && paren === 0) {
              parts.push(value);
              value = "";
              continue;
            }
          }
        }
        value += ch;
      }
      parts.push(value);
      return parts;
    };
    var isPlainBranch = (branch) => {
      let escaped = false;
      for (const ch of branch) {
        if (escaped === true) {
          escaped = false;
          continue;
        }
        if (ch === "\\") {
          escaped = true;
          continue;
        }
        if (/[?*+@!()[\]{}]/.test(ch)) {
          return false;
        }
      }
      return true;
    };
    var normalizeSimpleBranch = (branch) => {
      let value = branch.trim();
      let changed = true;
      while (changed === true) {
        changed = false;
        if (/^@\([^\\()[\]{}|]+\)$/.test(value)) {
          value = value.slice(2, -1);
          changed = true;
        }
      }
      if (!isPlainBranch(value)) {
        return;
      }
      return value.replace(/\\(.)/g, "$1");
    };
    var hasRepeatedCharPrefixOverlap = (branches) => {
      const values = branches.map(normalizeSimpleBranch).filter(Boolean);
      for (let i = 0; i < values.length; i++) {
        for (let j = i + 1; j < values.length; j++) {
          const a = values[i];
          const b = values[j];
          const char = a[0];
          if (!char || a !== char.repeat(a.length) || b !== char.repeat(b.length)) {
            continue;
          }
          if (a === b || a.startsWith(b) || b.startsWith(a)) {
            return true;
          }
        }
      }
      return false;
    };
    var parseRepeatedExtglob = (pattern, requireEnd = true) => {
      if (pattern[0] !== "+" && pattern[0] !== "*" || pattern[1] !== "(") {
        return;
      }
      let bracket = 0;
      let paren = 0;
      let quote = 0;
      let escaped = false;
      for (let i = 1; i < pattern.length; i++) {
        const ch = pattern[i];
        if (escaped === true) {
          escaped = false;
          continue;
        }
        if (ch === "\\") {
          escaped = true;
          continue;
        }
        if (ch === '"') {
          quote = quote === 1 ? 0 : 1;
          continue;
        }
        if (quote === 1) {
          continue;
        }
        if (ch === "[") {
          bracket++;
          continue;
        }
        if (ch === "]" && bracket > 0) {
          bracket--;
          continue;
        }
        if (bracket > 0) {
          continue;
        }
        if (ch === "(") {
          paren++;
          continue;
        }
        if (ch === ")") {
          paren--;
          if (paren === 0) {
            if (requireEnd === true && i !== pattern.length - 1) {
              return;
            }
            return {
              type: pattern[0],
              body: pattern.slice(2, i),
              end: i
            };
          }
        }
      }
    };
    var buildCharClassStar = (chars) => {
      const source = chars.length === 1 ? utils.escapeRegex(chars[0]) : `[${chars.map((ch) => utils.escapeRegex(ch)).join("")}]`;
      return `${source}*`;
    };
    var getStarExtglobSequenceChars = (pattern) => {
      let index = 0;
      const chars = [];
      while (index < pattern.length) {
        const match = parseRepeatedExtglob(pattern.slice(index), false);
        if (!match || match.type !== "*") {
          return;
        }
        const branches = splitTopLevel(match.body).map((branch2) => branch2.trim());
        if (branches.length !== 1) {
          return;
        }
        const branch = normalizeSimpleBranch(branches[0]);
        if (!branch || branch.length !== 1) {
          return;
        }
        chars.push(branch);
        index += match.end + 1;
      }
      if (chars.length < 1) {
        return;
      }
      return chars;
    };
    var repeatedExtglobRecursion = (pattern) => {
      let depth2 = 0;
      let value = pattern.trim();
      let match = parseRepeatedExtglob(value);
      while (match) {
        depth2++;
        value = match.body.trim();
        match = parseRepeatedExtglob(value);
      }
      return depth2;
    };
    var analyzeRepeatedExtglob = (body, options2) => {
      if (options2.maxExtglobRecursion === false) {
        return { risky: false };
      }
      const max = typeof options2.maxExtglobRecursion === "number" ? options2.maxExtglobRecursion : constants2.DEFAULT_MAX_EXTGLOB_RECURSION;
      const branches = splitTopLevel(body).map((branch) => branch.trim());
      if (branches.length > 1) {
        if (branches.some((branch) => branch === "") || branches.some((branch) => /^[*?]+$/.test(branch)) || hasRepeatedCharPrefixOverlap(branches)) {
          return { risky: true };
        }
      }
      const safeChars = [];
      let sawStarSequence = false;
      let combinable = true;
      for (const branch of branches) {
        const chars = getStarExtglobSequenceChars(branch);
        if (chars) {
          sawStarSequence = true;
          safeChars.push(...chars);
          continue;
        }
        const literal = normalizeSimpleBranch(branch);
        if (literal && literal.length === 1) {
          safeChars.push(literal);
          continue;
        }
        combinable = false;
        if (repeatedExtglobRecursion(branch) > max) {
          return { risky: true };
        }
      }
      if (sawStarSequence) {
        return combinable ? { risky: true, safeOutput: buildCharClassStar([...new Set(safeChars)]) } : { risky: true };
      }
      return { risky: false };
    };
    var parse2 = (input, options2) => {
      if (typeof input !== "string") {
        throw new TypeError("Expected a string");
      }
      input = REPLACEMENTS[input] || input;
      const opts = { ...options2 };
      const max = typeof opts.maxLength === "number" ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
      let len = input.length;
      if (len > max) {
        throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
      }
      const bos = { type: "bos", value: "", output: opts.prepend || "" };
      const tokens = [bos];
      const capture = opts.capture ? "" : "?:";
      const PLATFORM_CHARS = constants2.globChars(opts.windows);
      const EXTGLOB_CHARS = constants2.extglobChars(PLATFORM_CHARS);
      const {
        DOT_LITERAL,
        PLUS_LITERAL,
        SLASH_LITERAL,
        ONE_CHAR,
        DOTS_SLASH,
        NO_DOT,
        NO_DOT_SLASH,
        NO_DOTS_SLASH,
        QMARK,
        QMARK_NO_DOT,
        STAR,
        START_ANCHOR
      } = PLATFORM_CHARS;
      const globstar = (opts2) => {
        return `(${capture}(?:(?!${START_ANCHOR}${opts2.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
      };
      const nodot = opts.dot ? "" : NO_DOT;
      const qmarkNoDot = opts.dot ? QMARK : QMARK_NO_DOT;
      let star = opts.bash === true ? globstar(opts) : STAR;
      if (opts.capture) {
        star = `(${star})`;
      }
      if (typeof opts.noext === "boolean") {
        opts.noextglob = opts.noext;
      }
      const state = {
        input,
        index: -1,
        start: 0,
        dot: opts.dot === true,
        consumed: "",
        output: "",
        prefix: "",
        backtrack: false,
        negated: false,
        brackets: 0,
        braces: 0,
        parens: 0,
        quotes: 0,
        globstar: false,
        tokens
      };
      input = utils.removePrefix(input, state);
      len = input.length;
      const extglobs = [];
      const braces = [];
      const stack = [];
      let prev = bos;
      let value;
      const eos = () => state.index === len - 1;
      const peek = state.peek = (n = 1) => input[state.index + n];
      const advance = state.advance = () => input[++state.index] || "";
      const remaining = () => input.slice(state.index + 1);
      const consume = (value2 = "", num = 0) => {
        state.consumed += value2;
        state.index += num;
      };
      const append = (token) => {
        state.output += token.output != null ? token.output : token.value;
        consume(token.value);
      };
      const negate = () => {
        let count = 1;
        while (peek() === "!" && (peek(2) !== "(" || peek(3) === "?")) {
          advance();
          state.start++;
          count++;
        }
        if (count % 2 === 0) {
          return false;
        }
        state.negated = true;
        state.start++;
        return true;
      };
      const increment = (type) => {
        state[type]++;
        stack.push(type);
      };
      const decrement = (type) => {
        state[type]--;
        stack.pop();
      };
      const push = (tok) => {
        if (prev.type === "globstar") {
          const isBrace = state.braces > 0 && (tok.type === "comma" || tok.type === "brace");
          const isExtglob = tok.extglob === true || extglobs.length && (tok.type === "pipe" || tok.type === "paren");
          if (tok.type !== "slash" && tok.type !== "paren" && !isBrace && !isExtglob) {
            state.output = state.output.slice(0, -prev.output.length);
            prev.type = "star";
            prev.value = "*";
            prev.output = star;
            state.output += prev.output;
          }
        }
        if (extglobs.length && tok.type !== "paren") {
          extglobs[extglobs.length - 1].inner += tok.value;
        }
        if (tok.value || tok.output) append(tok);
        if (prev && prev.type === "text" && tok.type === "text") {
          prev.output = (prev.output || prev.value) + tok.value;
          prev.value += tok.value;
          return;
        }
        tok.prev = prev;
        tokens.push(tok);
        prev = tok;
      };
      const extglobOpen = (type, value2) => {
        const token = { ...EXTGLOB_CHARS[value2], conditions: 1, inner: "" };
        token.prev = prev;
        token.parens = state.parens;
        token.output = state.output;
        token.startIndex = state.index;
        token.tokensIndex = tokens.length;
        const output2 = (opts.capture ? "(" : "") + token.open;
        increment("parens");
        push({ type, value: value2, output: state.output ? "" : ONE_CHAR });
        push({ type: "paren", extglob: true, value: advance(), output: output2 });
        extglobs.push(token);
      };
      const extglobClose = (token) => {
        const literal = input.slice(token.startIndex, state.index + 1);
        const body = input.slice(token.startIndex + 2, state.index);
        const analysis = analyzeRepeatedExtglob(body, opts);
        if ((token.type === "plus" || token.type === "star") && analysis.risky) {
          const safeOutput = analysis.safeOutput ? (token.output ? "" : ONE_CHAR) + (opts.capture ? `(${analysis.safeOutput})` : analysis.safeOutput) : void 0;
          const open2 = tokens[token.tokensIndex];
          open2.type = "text";
          open2.value = literal;
          open2.output = safeOutput || utils.escapeRegex(literal);
          for (let i = token.tokensIndex + 1; i < tokens.length; i++) {
            tokens[i].value = "";
            tokens[i].output = "";
            delete tokens[i].suffix;
          }
          state.output = token.output + open2.output;
          state.backtrack = true;
          push({ type: "paren", extglob: true, value, output: "" });
          decrement("parens");
          return;
        }
        let output2 = token.close + (opts.capture ? ")" : "");
        let rest;
        if (token.type === "negate") {
          let extglobStar = star;
          if (token.inner && token.inner.length > 1 && token.inner.includes("/")) {
            extglobStar = globstar(opts);
          }
          if (extglobStar !== star || eos() || /^\)+$/.test(remaining())) {
            output2 = token.close = `)$))${extglobStar}`;
          }
          if (token.inner.includes("*") && (rest = remaining()) && /^\.[^\\/.]+$/.test(rest)) {
            const expression = parse2(rest, { ...options2, fastpaths: false }).output;
            output2 = token.close = `)${expression})${extglobStar})`;
          }
          if (token.prev.type === "bos") {
            state.negatedExtglob = true;
          }
        }
        push({ type: "paren", extglob: true, value, output: output2 });
        decrement("parens");
      };
      if (opts.fastpaths !== false && !/(^[*!]|[/()[\]{}"])/.test(input)) {
        let backslashes = false;
        let output2 = input.replace(REGEX_SPECIAL_CHARS_BACKREF, (m, esc, chars, first, rest, index) => {
          if (first === "\\") {
            backslashes = true;
            return m;
          }
          if (first === "?") {
            if (esc) {
              return esc + first + (rest ? QMARK.repeat(rest.length) : "");
            }
            if (index === 0) {
              return qmarkNoDot + (rest ? QMARK.repeat(rest.length) : "");
            }
            return QMARK.repeat(chars.length);
          }
          if (first === ".") {
            return DOT_LITERAL.repeat(chars.length);
          }
          if (first === "*") {
            if (esc) {
              return esc + first + (rest ? star : "");
            }
            return star;
          }
          return esc ? m : `\\${m}`;
        });
        if (backslashes === true) {
          if (opts.unescape === true) {
            output2 = output2.replace(/\\/g, "");
          } else {
            output2 = output2.replace(/\\+/g, (m) => {
              return m.length % 2 === 0 ? "\\\\" : m ? "\\" : "";
            });
          }
        }
        if (output2 === input && opts.contains === true) {
          state.output = input;
          return state;
        }
        state.output = utils.wrapOutput(output2, state, options2);
        return state;
      }
      while (!eos()) {
        value = advance();
        if (value === "\0") {
          continue;
        }
        if (value === "\\") {
          const next = peek();
          if (next === "/" && opts.bash !== true) {
            continue;
          }
          if (next === "." || next === ";") {
            continue;
          }
          if (!next) {
            value += "\\";
            push({ type: "text", value });
            continue;
          }
          const match = /^\\+/.exec(remaining());
          let slashes = 0;
          if (match && match[0].length > 2) {
            slashes = match[0].length;
            state.index += slashes;
            if (slashes % 2 !== 0) {
              value += "\\";
            }
          }
          if (opts.unescape === true) {
            value = advance();
          } else {
            value += advance();
          }
          if (state.brackets === 0) {
            push({ type: "text", value });
            continue;
          }
        }
        if (state.brackets > 0 && (value !== "]" || prev.value === "[" || prev.value === "[^")) {
          if (opts.posix !== false && value === ":") {
            const inner = prev.value.slice(1);
            if (inner.includes("[")) {
              prev.posix = true;
              if (inner.includes(":")) {
                const idx = prev.value.lastIndexOf("[");
                const pre = prev.value.slice(0, idx);
                const rest2 = prev.value.slice(idx + 2);
                const posix = POSIX_REGEX_SOURCE[rest2];
                if (posix) {
                  prev.value = pre + posix;
                  state.backtrack = true;
                  advance();
                  if (!bos.output && tokens.indexOf(prev) === 1) {
                    bos.output = ONE_CHAR;
                  }
                  continue;
                }
              }
            }
          }
          if (value === "[" && peek() !== ":" || value === "-" && peek() === "]") {
            value = `\\${value}`;
          }
          if (value === "]" && (prev.value === "[" || prev.value === "[^")) {
            value = `\\${value}`;
          }
          if (opts.posix === true && value === "!" && prev.value === "[") {
            value = "^";
          }
          prev.value += value;
          append({ value });
          continue;
        }
        if (state.quotes === 1 && value !== '"') {
          value = utils.escapeRegex(value);
          prev.value += value;
          append({ value });
          continue;
        }
        if (value === '"') {
          state.quotes = state.quotes === 1 ? 0 : 1;
          if (opts.keepQuotes === true) {
            push({ type: "text", value });
          }
          continue;
        }
        if (value === "(") {
          increment("parens");
          push({ type: "paren", value });
          continue;
        }
        if (value === ")") {
          if (state.parens === 0 && opts.strictBrackets === true) {
            throw new SyntaxError(syntaxError("opening", "("));
          }
          const extglob = extglobs[extglobs.length - 1];
          if (extglob && state.parens === extglob.parens + 1) {
            extglobClose(extglobs.pop());
            continue;
          }
          push({ type: "paren", value, output: state.parens ? ")" : "\\)" });
          decrement("parens");
          continue;
        }
        if (value === "[") {
          if (opts.nobracket === true || !remaining().includes("]")) {
            if (opts.nobracket !== true && opts.strictBrackets === true) {
              throw new SyntaxError(syntaxError("closing", "]"));
            }
            value = `\\${value}`;
          } else {
            increment("brackets");
          }
          push({ type: "bracket", value });
          continue;
        }
        if (value === "]") {
          if (opts.nobracket === true || prev && prev.type === "bracket" && prev.value.length === 1) {
            push({ type: "text", value, output: `\\${value}` });
            continue;
          }
          if (state.brackets === 0) {
            if (opts.strictBrackets === true) {
              throw new SyntaxError(syntaxError("opening", "["));
            }
            push({ type: "text", value, output: `\\${value}` });
            continue;
          }
          decrement("brackets");
          const prevValue = prev.value.slice(1);
          if (prev.posix !== true && prevValue[0] === "^" && !prevValue.includes("/")) {
            value = `/${value}`;
          }
          prev.value += value;
          append({ value });
          if (opts.literalBrackets === false || utils.hasRegexChars(prevValue)) {
            continue;
          }
          const escaped = utils.escapeRegex(prev.value);
          state.output = state.output.slice(0, -prev.value.length);
          if (opts.literalBrackets === true) {
            state.output += escaped;
            prev.value = escaped;
            continue;
          }
          prev.value = `(${capture}${escaped}|${prev.value})`;
          state.output += prev.value;
          continue;
        }
        if (value === "{" && opts.nobrace !== true) {
          increment("braces");
          const open2 = {
            type: "brace",
            value,
            output: "(",
            outputIndex: state.output.length,
            tokensIndex: state.tokens.length
          };
          braces.push(open2);
          push(open2);
          continue;
        }
        if (value === "}") {
          const brace = braces[braces.length - 1];
          if (opts.nobrace === true || !brace) {
            push({ type: "text", value, output: value });
            continue;
          }
          let output2 = ")";
          if (brace.dots === true) {
            const arr = tokens.slice();
            const range = [];
            for (let i = arr.length - 1; i >= 0; i--) {
              tokens.pop();
              if (arr[i].type === "brace") {
                break;
              }
              if (arr[i].type !== "dots") {
                range.unshift(arr[i].value);
              }
            }
            output2 = expandRange(range, opts);
            state.backtrack = true;
          }
          if (brace.comma !== true && brace.dots !== true) {
            const out = state.output.slice(0, brace.outputIndex);
            const toks = state.tokens.slice(brace.tokensIndex);
            brace.value = brace.output = "\\{";
            value = output2 = "\\}";
            state.output = out;
            for (const t of toks) {
              state.output += t.output || t.value;
            }
          }
          push({ type: "brace", value, output: output2 });
          decrement("braces");
          braces.pop();
          continue;
        }
        if (value === "|") {
          if (extglobs.length > 0) {
            extglobs[extglobs.length - 1].conditions++;
          }
          push({ type: "text", value });
          continue;
        }
        if (value === ",") {
          let output2 = value;
          const brace = braces[braces.length - 1];
          if (brace && stack[stack.length - 1] === "braces") {
            brace.comma = true;
            output2 = "|";
          }
          push({ type: "comma", value, output: output2 });
          continue;
        }
        if (value === "/") {
          if (prev.type === "dot" && state.index === state.start + 1) {
            state.start = state.index + 1;
            state.consumed = "";
            state.output = "";
            tokens.pop();
            prev = bos;
            continue;
          }
          push({ type: "slash", value, output: SLASH_LITERAL });
          continue;
        }
        if (value === ".") {
          if (state.braces > 0 && prev.type === "dot") {
            if (prev.value === ".") prev.output = DOT_LITERAL;
            const brace = braces[braces.length - 1];
            prev.type = "dots";
            prev.output += value;
            prev.value += value;
            brace.dots = true;
            continue;
          }
          if (state.braces + state.parens === 0 && prev.type !== "bos" && prev.type !== "slash") {
            push({ type: "text", value, output: DOT_LITERAL });
            continue;
          }
          push({ type: "dot", value, output: DOT_LITERAL });
          continue;
        }
        if (value === "?") {
          const isGroup = prev && prev.value === "(";
          if (!isGroup && opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
            extglobOpen("qmark", value);
            continue;
          }
          if (prev && prev.type === "paren") {
            const next = peek();
            let output2 = value;
            if (prev.value === "(" && !/[!=<:]/.test(next) || next === "<" && !/<([!=]|\w+>)/.test(remaining())) {
              output2 = `\\${value}`;
            }
            push({ type: "text", value, output: output2 });
            continue;
          }
          if (opts.dot !== true && (prev.type === "slash" || prev.type === "bos")) {
            push({ type: "qmark", value, output: QMARK_NO_DOT });
            continue;
          }
          push({ type: "qmark", value, output: QMARK });
          continue;
        }
        if (value === "!") {
          if (opts.noextglob !== true && peek() === "(") {
            if (peek(2) !== "?" || !/[!=<:]/.test(peek(3))) {
              extglobOpen("negate", value);
              continue;
            }
          }
          if (opts.nonegate !== true && state.index === 0) {
            negate();
            continue;
          }
        }
        if (value === "+") {
          if (opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
            extglobOpen("plus", value);
            continue;
          }
          if (prev && prev.value === "(" || opts.regex === false) {
            push({ type: "plus", value, output: PLUS_LITERAL });
            continue;
          }
          if (prev && (prev.type === "bracket" || prev.type === "paren" || prev.type === "brace") || state.parens > 0) {
            push({ type: "plus", value });
            continue;
          }
          push({ type: "plus", value: PLUS_LITERAL });
          continue;
        }
        if (value === "@") {
          if (opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
            push({ type: "at", extglob: true, value, output: "" });
            continue;
          }
          push({ type: "text", value });
          continue;
        }
        if (value !== "*") {
          if (value === "$" || value === "^") {
            value = `\\${value}`;
          }
          const match = REGEX_NON_SPECIAL_CHARS.exec(remaining());
          if (match) {
            value += match[0];
            state.index += match[0].length;
          }
          push({ type: "text", value });
          continue;
        }
        if (prev && (prev.type === "globstar" || prev.star === true)) {
          prev.type = "star";
          prev.star = true;
          prev.value += value;
          prev.output = star;
          state.backtrack = true;
          state.globstar = true;
          consume(value);
          continue;
        }
        let rest = remaining();
        if (opts.noextglob !== true && /^\([^?]/.test(rest)) {
          extglobOpen("star", value);
          continue;
        }
        if (prev.type === "star") {
          if (opts.noglobstar === true) {
            consume(value);
            continue;
          }
          const prior = prev.prev;
          const before = prior.prev;
          const isStart = prior.type === "slash" || prior.type === "bos";
          const afterStar = before && (before.type === "star" || before.type === "globstar");
          if (opts.bash === true && (!isStart || rest[0] && rest[0] !== "/")) {
            push({ type: "star", value, output: "" });
            continue;
          }
          const isBrace = state.braces > 0 && (prior.type === "comma" || prior.type === "brace");
          const isExtglob = extglobs.length && (prior.type === "pipe" || prior.type === "paren");
          if (!isStart && prior.type !== "paren" && !isBrace && !isExtglob) {
            push({ type: "star", value, output: "" });
            continue;
          }
          while (rest.slice(0, 3) === "/**") {
            const after = input[state.index + 4];
            if (after && after !== "/") {
              break;
            }
            rest = rest.slice(3);
            consume("/**", 3);
          }
          const isEnd = eos() || state.parens > 0 && rest === ")".repeat(state.parens) && !extglobs.some((extglob) => extglob.type === "negate");
          if (prior.type === "bos" && eos()) {
            prev.type = "globstar";
            prev.value += value;
            prev.output = globstar(opts);
            state.output = prev.output;
            state.globstar = true;
            consume(value);
            continue;
          }
          if (prior.type === "slash" && prior.prev.type !== "bos" && !afterStar && isEnd) {
            state.output = state.output.slice(0, -(prior.output + prev.output).length);
            prior.output = `(?:${prior.output}`;
            prev.type = "globstar";
            prev.output = globstar(opts) + (opts.strictSlashes ? ")" : "|$)");
            prev.value += value;
            state.globstar = true;
            state.output += prior.output + prev.output;
            consume(value);
            continue;
          }
          if (prior.type === "slash" && prior.prev.type !== "bos" && rest[0] === "/") {
            const end = rest[1] !== void 0 ? "|$" : "";
            state.output = state.output.slice(0, -(prior.output + prev.output).length);
            prior.output = `(?:${prior.output}`;
            prev.type = "globstar";
            prev.output = `${globstar(opts)}${SLASH_LITERAL}|${SLASH_LITERAL}${end})`;
            prev.value += value;
            state.output += prior.output + prev.output;
            state.globstar = true;
            consume(value + advance());
            push({ type: "slash", value: "/", output: "" });
            continue;
          }
          if (prior.type === "bos" && rest[0] === "/") {
            prev.type = "globstar";
            prev.value += value;
            prev.output = `(?:^|${SLASH_LITERAL}|${globstar(opts)}${SLASH_LITERAL})`;
            state.output = prev.output;
            state.globstar = true;
            consume(value + advance());
            push({ type: "slash", value: "/", output: "" });
            continue;
          }
          state.output = state.output.slice(0, -prev.output.length);
          prev.type = "globstar";
          prev.output = globstar(opts);
          prev.value += value;
          state.output += prev.output;
          state.globstar = true;
          consume(value);
          continue;
        }
        const token = { type: "star", value, output: star };
        if (opts.bash === true) {
          token.output = ".*?";
          if (prev.type === "bos" || prev.type === "slash") {
            token.output = nodot + token.output;
          }
          push(token);
          continue;
        }
        if (prev && (prev.type === "bracket" || prev.type === "paren") && opts.regex === true) {
          token.output = value;
          push(token);
          continue;
        }
        if (state.index === state.start || prev.type === "slash" || prev.type === "dot") {
          if (prev.type === "dot") {
            state.output += NO_DOT_SLASH;
            prev.output += NO_DOT_SLASH;
          } else if (opts.dot === true) {
            state.output += NO_DOTS_SLASH;
            prev.output += NO_DOTS_SLASH;
          } else {
            state.output += nodot;
            prev.output += nodot;
          }
          if (peek() !== "*") {
            state.output += ONE_CHAR;
            prev.output += ONE_CHAR;
          }
        }
        push(token);
      }
      while (state.brackets > 0) {
        if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "]"));
        state.output = utils.escapeLast(state.output, "[");
        decrement("brackets");
      }
      while (state.parens > 0) {
        if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", ")"));
        state.output = utils.escapeLast(state.output, "(");
        decrement("parens");
      }
      while (state.braces > 0) {
        if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "}"));
        state.output = utils.escapeLast(state.output, "{");
        decrement("braces");
      }
      if (opts.strictSlashes !== true && (prev.type === "star" || prev.type === "bracket")) {
        push({ type: "maybe_slash", value: "", output: `${SLASH_LITERAL}?` });
      }
      if (state.backtrack === true) {
        state.output = "";
        for (const token of state.tokens) {
          state.output += token.output != null ? token.output : token.value;
          if (token.suffix) {
            state.output += token.suffix;
          }
        }
      }
      return state;
    };
    parse2.fastpaths = (input, options2) => {
      const opts = { ...options2 };
      const max = typeof opts.maxLength === "number" ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
      const len = input.length;
      if (len > max) {
        throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
      }
      input = REPLACEMENTS[input] || input;
      const {
        DOT_LITERAL,
        SLASH_LITERAL,
        ONE_CHAR,
        DOTS_SLASH,
        NO_DOT,
        NO_DOTS,
        NO_DOTS_SLASH,
        STAR,
        START_ANCHOR
      } = constants2.globChars(opts.windows);
      const nodot = opts.dot ? NO_DOTS : NO_DOT;
      const slashDot = opts.dot ? NO_DOTS_SLASH : NO_DOT;
      const capture = opts.capture ? "" : "?:";
      const state = { negated: false, prefix: "" };
      let star = opts.bash === true ? ".*?" : STAR;
      if (opts.capture) {
        star = `(${star})`;
      }
      const globstar = (opts2) => {
        if (opts2.noglobstar === true) return star;
        return `(${capture}(?:(?!${START_ANCHOR}${opts2.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
      };
      const create = (str) => {
        switch (str) {
          case "*":
            return `${nodot}${ONE_CHAR}${star}`;
          case ".*":
            return `${DOT_LITERAL}${ONE_CHAR}${star}`;
          case "*.*":
            return `${nodot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;
          case "*/*":
            return `${nodot}${star}${SLASH_LITERAL}${ONE_CHAR}${slashDot}${star}`;
          case "**":
            return nodot + globstar(opts);
          case "**/*":
            return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${ONE_CHAR}${star}`;
          case "**/*.*":
            return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;
          case "**/.*":
            return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${DOT_LITERAL}${ONE_CHAR}${star}`;
          default: {
            const match = /^(.*?)\.(\w+)$/.exec(str);
            if (!match) return;
            const source2 = create(match[1]);
            if (!source2) return;
            return source2 + DOT_LITERAL + match[2];
          }
        }
      };
      const output2 = utils.removePrefix(input, state);
      let source = create(output2);
      if (source && opts.strictSlashes !== true) {
        source += `${SLASH_LITERAL}?`;
      }
      return source;
    };
    module.exports = parse2;
  }
});

// node_modules/picomatch/lib/picomatch.js
var require_picomatch = __commonJS({
  "node_modules/picomatch/lib/picomatch.js"(exports, module) {
    "use strict";
    var scan = require_scan();
    var parse2 = require_parse();
    var utils = require_utils();
    var constants2 = require_constants();
    var isObject = (val) => val && typeof val === "object" && !Array.isArray(val);
    var picomatch2 = (glob, options2, returnState = false) => {
      if (Array.isArray(glob)) {
        const fns = glob.map((input) => picomatch2(input, options2, returnState));
        const arrayMatcher = (str) => {
          for (const isMatch of fns) {
            const state2 = isMatch(str);
            if (state2) return state2;
          }
          return false;
        };
        return arrayMatcher;
      }
      const isState = isObject(glob) && glob.tokens && glob.input;
      if (glob === "" || typeof glob !== "string" && !isState) {
        throw new TypeError("Expected pattern to be a non-empty string");
      }
      const opts = options2 || {};
      const posix = opts.windows;
      const regex = isState ? picomatch2.compileRe(glob, options2) : picomatch2.makeRe(glob, options2, false, true);
      const state = regex.state;
      delete regex.state;
      let isIgnored = () => false;
      if (opts.ignore) {
        const ignoreOpts = { ...options2, ignore: null, onMatch: null, onResult: null };
        isIgnored = picomatch2(opts.ignore, ignoreOpts, returnState);
      }
      const matcher2 = (input, returnObject = false) => {
        const { isMatch, match, output: output2 } = picomatch2.test(input, regex, options2, { glob, posix });
        const result = { glob, state, regex, posix, input, output: output2, match, isMatch };
        if (typeof opts.onResult === "function") {
          opts.onResult(result);
        }
        if (isMatch === false) {
          result.isMatch = false;
          return returnObject ? result : false;
        }
        if (isIgnored(input)) {
          if (typeof opts.onIgnore === "function") {
            opts.onIgnore(result);
          }
          result.isMatch = false;
          return returnObject ? result : false;
        }
        if (typeof opts.onMatch === "function") {
          opts.onMatch(result);
        }
        return returnObject ? result : true;
      };
      if (returnState) {
        matcher2.state = state;
      }
      return matcher2;
    };
    picomatch2.test = (input, regex, options2, { glob, posix } = {}) => {
      if (typeof input !== "string") {
        throw new TypeError("Expected input to be a string");
      }
      if (input === "") {
        return { isMatch: false, output: "" };
      }
      const opts = options2 || {};
      const format = opts.format || (posix ? utils.toPosixSlashes : null);
      let match = input === glob;
      let output2 = match && format ? format(input) : input;
      if (match === false) {
        output2 = format ? format(input) : input;
        match = output2 === glob;
      }
      if (match === false || opts.capture === true) {
        if (opts.matchBase === true || opts.basename === true) {
          match = picomatch2.matchBase(input, regex, options2, posix);
        } else {
          match = regex.exec(output2);
        }
      }
      return { isMatch: Boolean(match), match, output: output2 };
    };
    picomatch2.matchBase = (input, glob, options2, posix = options2 && options2.windows) => {
      const regex = glob instanceof RegExp ? glob : picomatch2.makeRe(glob, options2);
      return regex.test(utils.basename(input, { windows: posix }));
    };
    picomatch2.isMatch = (str, patterns, options2) => picomatch2(patterns, options2)(str);
    picomatch2.parse = (pattern, options2) => {
      if (Array.isArray(pattern)) return pattern.map((p) => picomatch2.parse(p, options2));
      return parse2(pattern, { ...options2, fastpaths: false });
    };
    picomatch2.scan = (input, options2) => scan(input, options2);
    picomatch2.compileRe = (state, options2, returnOutput = false, returnState = false) => {
      if (returnOutput === true) {
        return state.output;
      }
      const opts = options2 || {};
      const prepend = opts.contains ? "" : "^";
      const append = opts.contains ? "" : "$";
      let source = `${prepend}(?:${state.output})${append}`;
      if (state && state.negated === true) {
        source = `^(?!${source}).*$`;
      }
      const regex = picomatch2.toRegex(source, options2);
      if (returnState === true) {
        regex.state = state;
      }
      return regex;
    };
    picomatch2.makeRe = (input, options2 = {}, returnOutput = false, returnState = false) => {
      if (!input || typeof input !== "string") {
        throw new TypeError("Expected a non-empty string");
      }
      let parsed = { negated: false, fastpaths: true };
      if (options2.fastpaths !== false && (input[0] === "." || input[0] === "*")) {
        parsed.output = parse2.fastpaths(input, options2);
      }
      if (!parsed.output) {
        parsed = parse2(input, options2);
      }
      return picomatch2.compileRe(parsed, options2, returnOutput, returnState);
    };
    picomatch2.toRegex = (source, options2) => {
      try {
        const opts = options2 || {};
        return new RegExp(source, opts.flags || (opts.nocase ? "i" : ""));
      } catch (err) {
        if (options2 && options2.debug === true) throw err;
        return /$^/;
      }
    };
    picomatch2.constants = constants2;
    module.exports = picomatch2;
  }
});

// node_modules/picomatch/index.js
var require_picomatch2 = __commonJS({
  "node_modules/picomatch/index.js"(exports, module) {
    "use strict";
    var pico = require_picomatch();
    var utils = require_utils();
    function picomatch2(glob, options2, returnState = false) {
      if (options2 && (options2.windows === null || options2.windows === void 0)) {
        options2 = { ...options2, windows: utils.isWindows() };
      }
      return pico(glob, options2, returnState);
    }
    Object.assign(picomatch2, pico);
    module.exports = picomatch2;
  }
});

// src/faults/stated.ts
function statedFault(stated) {
  const { id, message, remedy } = stated;
  const { transient, also } = faultKind(id);
  const facts = {
    category: categoryOf(id),
    id,
    transient,
    module: null,
    host: null,
    proxy: null,
    url: null,
    also,
    blocked: 0,
    evidence: message.split("\n").map((text2, index) => ({ line: index + 1, text: text2 })),
    confidence: 1
  };
  return { ...facts, answers: [], remedy: remedy ?? remedyOf(facts, {}) };
}

// src/options/inputs.ts
var inputNames = Object.values(options).map(({ input }) => input);
function parseInputs(raw, workspace) {
  const problems = [];
  const values = {};
  for (const [field2, { input, parse: parse2, default: standard }] of Object.entries(options)) {
    const text2 = raw[input]?.trim() || standard;
    const read2 = parse2(text2, workspace);
    if ("allowed" in read2) problems.push(problem(input, text2, read2.allowed));
    const usable = "allowed" in read2 ? parse2(standard, workspace) : read2;
    if ("value" in usable) values[field2] = usable.value;
  }
  const inputs = values;
  const { summary, reportPath } = inputs;
  return problems.length > 0 ? { kind: "invalid", problems, publishing: { summary, reportPath } } : { kind: "ok", inputs };
}
function problem(name2, text2, allowed) {
  if (name2 === "proxies") return `Input "proxies": ${allowed}`;
  const line = text2.replace(/\s+/g, " ");
  const shown = line.length > 80 ? `${line.slice(0, 80)}\u2026` : line;
  return `Input "${name2}" is "${shown}"; it must be ${allowed}.`;
}

// src/platform/clock.ts
var systemClock = {
  now: () => performance.now(),
  date: () => /* @__PURE__ */ new Date(),
  sleep: (ms, signal) => new Promise((resolve4, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve4();
    }, ms);
    signal?.addEventListener("abort", onAbort, { once: true });
  })
};

// src/platform/stop-signal.ts
var names = process.platform === "win32" ? ["SIGINT", "SIGTERM", "SIGBREAK", "SIGHUP"] : ["SIGINT", "SIGTERM"];
function stopSignal() {
  const controller = new AbortController();
  for (const name2 of names) {
    process.on(name2, () => controller.abort(new Error(`cancelled by ${name2}`)));
  }
  return controller.signal;
}

// src/platform/connection-pools.ts
var silenceMs = 12e4;
var closeLimitMs = 200;
var keepAliveMs = 5e4;
var maxHeaderBytes = 64 * 1024;
function createConnectionPools(options2) {
  const pools = /* @__PURE__ */ new Map();
  let context = null;
  const secureContext = () => {
    context ??= loadSecureContext(options2);
    return context;
  };
  return {
    poolFor: (destination) => {
      const { url, proxy, allowed } = destination;
      const key2 = `${url.origin} ${proxy?.href ?? ""} ${allowed === null ? "" : [...allowed].join()}`;
      const pool = pools.get(key2) ?? openPool(destination, { ...options2, secureContext });
      pools.set(key2, pool);
      return pool;
    },
    close: async () => {
      const opened = await Promise.all(pools.values());
      pools.clear();
      await Promise.all(opened.map(closePool));
    }
  };
}
async function openPool({ url, proxy, allowed }, options2) {
  const [{ Pool }, { createDialer }] = await Promise.all([import("./undici-GLMBCCAZ.js"), import("./dial-SHLRORNW.js")]);
  const absoluteForm = proxy !== null && url.protocol === "http:";
  const origin = absoluteForm ? proxy.origin : url.origin;
  const dialer = createDialer({
    ...options2,
    tunnel: proxy === null || absoluteForm ? null : { url: proxy, authorization: urlAuthorization(proxy) },
    originIsForwardProxy: absoluteForm,
    timeoutMs: options2.connectTimeoutMs,
    // A forward proxy resolves the name itself, in its own network.
    allowed: proxy === null ? allowed : null,
    onAddress: proxy === null ? options2.onAddress : () => {
    }
  });
  let fresh2 = false;
  const pool = new Pool(origin, {
    connections: options2.connectionsPerOrigin,
    pipelining: 1,
    keepAliveTimeout: keepAliveMs,
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
    maxHeaderSize: maxHeaderBytes,
    connect: ({ protocol, hostname, port }, callback) => {
      dialer.dial({ protocol, hostname, port: Number(port || (protocol === "https:" ? 443 : 80)) }).then(
        (socket) => {
          fresh2 = true;
          callback(null, socket);
          fresh2 = false;
        },
        (error) => callback(error, null)
      );
    }
  });
  return { pool, dialer, isFresh: () => fresh2, origin, absoluteForm };
}
async function closePool({ pool, dialer }) {
  dialer.abandon();
  let timer;
  const limit = new Promise((resolve4) => {
    timer = setTimeout(resolve4, closeLimitMs);
  });
  await Promise.race([pool.destroy(), limit]);
  clearTimeout(timer);
}
async function loadSecureContext({ env, platform }) {
  const [{ loadTlsRoots }, { createSecureContext }] = await Promise.all([
    import("./tls-roots-NTZR6CJC.js"),
    import("node:tls")
  ]);
  return createSecureContext({ ca: [...await loadTlsRoots({ env, platform })] });
}

// src/platform/exchange.ts
import { Readable } from "node:stream";
function exchange(dispatcher, request) {
  const { origin, path, headers, host } = request;
  return new Promise((resolve4) => {
    const progress = {
      startMs: performance.now(),
      sentMs: null,
      reused: false,
      controller: null,
      body: null
    };
    const end = awaitEnd(request, progress, resolve4);
    if (end.isSettled()) return;
    try {
      const handler = responseHandler(request, progress, end);
      dispatcher.dispatch({ origin, path, method: "GET", headers: { ...headers } }, handler);
    } catch (error) {
      const failure = networkFailure(error, { phase: "connect", host });
      end.settle({ kind: "failed", failure, reused: false });
    }
  });
}
function awaitEnd(request, progress, resolve4) {
  const { signal, host, connectTimeoutMs } = request;
  let settled = false;
  const settle = (outcome) => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    if (outcome.kind === "failed") ignoreAbort();
    resolve4(outcome);
  };
  const giveUp = (failure) => {
    const error = new NetworkError(failure);
    if (progress.body !== null) progress.body.destroy(error);
    else progress.controller?.abort(error);
    settle({ kind: "failed", failure, reused: false });
  };
  const onAbort = () => giveUp(abortFailure(signal?.reason, phaseOf(progress, request), host));
  const ignoreAbort = () => signal?.removeEventListener("abort", onAbort);
  const timer = setTimeout(() => {
    if (progress.sentMs === null)
      giveUp(timeoutFailure(connectingPhase(request.stage()), connectTimeoutMs, host));
  }, connectTimeoutMs);
  if (signal?.aborted) onAbort();
  else signal?.addEventListener("abort", onAbort, { once: true });
  return { isSettled: () => settled, settle, ignoreAbort };
}
function responseHandler(request, progress, end) {
  return {
    onRequestStart: (controller) => {
      progress.controller = controller;
      progress.sentMs = performance.now();
      progress.reused = !request.isFresh();
      if (end.isSettled()) controller.abort(new Error("given up before it was sent"));
    },
    onResponseStart: (controller, status, headers) => {
      if (status < 200) return;
      const nowMs = performance.now();
      const sentMs = progress.sentMs ?? nowMs;
      const body = createBody(controller, end.ignoreAbort);
      progress.body = body;
      const times = { connectMs: sentMs - progress.startMs, waitMs: nowMs - sentMs };
      end.settle({ kind: "headers", status, headers, ...times, body });
    },
    onResponseData: (controller, chunk) => {
      if (progress.body?.push(chunk) === false) controller.pause();
    },
    onResponseEnd: () => {
      end.ignoreAbort();
      queueMicrotask(() => setImmediate(() => progress.body?.push(null)));
    },
    onResponseError: (_, error) => {
      const failure = networkFailure(error, { phase: phaseOf(progress, request), host: request.host });
      progress.body?.destroy(new NetworkError(failure, error));
      end.settle({ kind: "failed", failure, reused: progress.reused && progress.sentMs !== null });
    }
  };
}
var readAheadBytes = 256 * 1024;
function createBody(controller, onClose) {
  const body = new Readable({
    highWaterMark: readAheadBytes,
    read: () => controller.resume(),
    destroy: (error, callback) => {
      onClose();
      if (!controller.aborted) controller.abort(error ?? new Error("no longer wanted"));
      callback(error);
    }
  });
  body.on("error", () => {
  });
  return body;
}
function phaseOf({ body, sentMs }, request) {
  if (body !== null) return "body";
  return sentMs !== null ? "headers" : request.stage();
}
function abortFailure(reason2, phase, host) {
  if (reason2 instanceof NetworkError) return reason2.failure;
  const timedOut = typeof reason2 === "object" && reason2 !== null && "name" in reason2 && reason2.name === "TimeoutError";
  if (timedOut) return timeoutFailure(phase, 0, host);
  return networkFailure(Object.assign(new Error("aborted"), { code: "ABORT_ERR" }), { phase, host });
}
function connectingPhase(stage) {
  return stage === "headers" ? "connect" : stage;
}

// src/platform/forward-proxy.ts
import { BlockList, isIP } from "node:net";
import { domainToASCII } from "node:url";
function forwardProxies(env) {
  return {
    https: parseProxy(env.HTTPS_PROXY || env.https_proxy || ""),
    http: parseProxy(env.HTTP_PROXY || env.http_proxy || "")
  };
}
function forwardProxyRules(env) {
  const { https, http } = forwardProxies(env);
  const proxies = { "https:": https, "http:": http };
  const isExcluded = parseNoProxy(env.NO_PROXY || env.no_proxy || "");
  const inCgi = Boolean(env.REQUEST_METHOD);
  return (url) => {
    const proxy = proxies[url.protocol] ?? null;
    if (proxy === null) return { kind: "direct" };
    if (inCgi && url.protocol === "http:") {
      return {
        kind: "refused",
        reason: "HTTP_PROXY is not used where REQUEST_METHOD is set: a client may have set it"
      };
    }
    const host = bareHost(url.hostname);
    if (host === "localhost" || isLoopback(host)) return { kind: "direct" };
    const port = url.port || (url.protocol === "https:" ? "443" : "80");
    if (isExcluded(host, port)) return { kind: "direct" };
    if (!/^https?:$/.test(proxy.protocol)) {
      return {
        kind: "refused",
        reason: `a forward proxy of kind ${proxy.protocol}// is left to go`
      };
    }
    return { kind: "proxy", url: proxy };
  };
}
function parseProxy(text2) {
  if (text2 === "") return null;
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]/i.test(text2) && URL.canParse(text2) ? new URL(text2) : tryUrl(`http://${text2}`);
}
function tryUrl(text2) {
  return URL.canParse(text2) ? new URL(text2) : null;
}
function parseNoProxy(text2) {
  const entries = text2.split(",").map((entry) => entry.trim().toLowerCase());
  if (entries.includes("*")) return () => true;
  const matchers = entries.flatMap((entry) => matcherOf(entry) ?? []);
  return (host, port) => matchers.some((matches) => matches(host, port));
}
function matcherOf(entry) {
  if (entry === "") return null;
  const cidr = /^([\d.]+|[\da-f:.]+)\/(\d{1,3})$/.exec(entry);
  if (cidr !== null) {
    const subnet = parseSubnet(cidr[1] ?? "", Number(cidr[2]));
    if (subnet !== null) return (host2) => isIP(host2) !== 0 && subnet.check(host2, familyOf(host2));
  }
  const { host, port } = splitHostPort(entry);
  if (host === "") return null;
  const onPort = (actual) => port === "" || port === actual;
  if (isIP(host) !== 0) {
    const same = parseSubnet(host, isIP(host) === 6 ? 128 : 32);
    return (actual, actualPort) => isIP(actual) !== 0 && same?.check(actual, familyOf(actual)) === true && onPort(actualPort);
  }
  const name2 = host.startsWith("*.") ? host.slice(1) : host;
  const bare = name2.startsWith(".") ? name2.slice(1) : name2;
  const ascii = domainToASCII(bare) || bare;
  const itself = !name2.startsWith(".");
  return (actual, actualPort) => isIP(actual) === 0 && (actual.endsWith(`.${ascii}`) || itself && actual === ascii) && onPort(actualPort);
}
function splitHostPort(entry) {
  const parts = /^\[([^\]]*)\]:(.*)$/.exec(entry) ?? /^([^:[\]]*):([^:]*)$/.exec(entry);
  return parts === null ? { host: entry, port: "" } : { host: parts[1] ?? "", port: parts[2] ?? "" };
}
function parseSubnet(network, bits) {
  const family = isIP(network);
  if (family === 0 || bits > (family === 6 ? 128 : 32)) return null;
  const list = new BlockList();
  list.addSubnet(network, bits, familyOf(network));
  return list;
}
function familyOf(address) {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}
function isLoopback(host) {
  return isIP(host) === 4 ? host.startsWith("127.") : host === "::1" || /^::ffff:7f/.test(host);
}
function bareHost(hostname) {
  return hostname.replace(/^\[|\]$/g, "").toLowerCase();
}

// src/platform/response-body.ts
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
var drainBytes = 64 * 1024;
async function* responseBody(source, options2) {
  const { contentEncoding, contentLength, maxBytes: maxBytes2, host } = options2;
  const encoded = contentEncoding?.trim().toLowerCase() === "gzip";
  try {
    if (!encoded && Number(contentLength) > maxBytes2) throw tooLarge(maxBytes2, host);
    let bytes = 0;
    for await (const chunk of encoded ? gunzipped(source) : source) {
      bytes += chunk.length;
      if (bytes > maxBytes2) throw tooLarge(maxBytes2, host);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof NetworkError ? error : new NetworkError(networkFailure(error, { phase: "body", host }), error);
  } finally {
    if (!source.readableEnded) source.destroy();
  }
}
function discardBody(source, contentLength) {
  return new Promise((resolve4) => {
    if (source.destroyed || source.readableEnded) return resolve4();
    source.once("close", resolve4);
    let bytes = 0;
    if (Number(contentLength ?? 0) > drainBytes) return source.destroy();
    source.on("data", (chunk) => {
      bytes += chunk.length;
      if (bytes > drainBytes) source.destroy();
    });
  });
}
function gunzipped(source) {
  const gunzip = createGunzip({ chunkSize: 64 * 1024 });
  pipeline(source, gunzip, () => {
  });
  return gunzip;
}
function tooLarge(maxBytes2, host) {
  const text2 = `the answer is larger than the limit of ${maxBytes2} bytes`;
  return new NetworkError(
    failureAt({
      id: "server-error/too-large",
      code: "BODY_TOO_LARGE",
      phase: "body",
      text: text2,
      host
    })
  );
}

// src/platform/http.ts
function createHttp(options2) {
  const { env, platform = process.platform, connectionsPerOrigin = 64, connectTimeoutMs = 3e4 } = options2;
  const routeOf = forwardProxyRules(env);
  const kinds = addressKinds();
  const kindOfHost = /* @__PURE__ */ new Map();
  const pools = createConnectionPools({
    env,
    platform,
    connectionsPerOrigin,
    connectTimeoutMs,
    addressKinds: kinds,
    onAddress: (host, kind) => kindOfHost.set(host, kind)
  });
  const refused = [];
  let logins = null;
  const netrc = () => {
    logins ??= options2.goauth === "off" ? Promise.resolve([]) : loadNetrc(env, platform);
    return logins;
  };
  const ask = async ({ url, allowed, authorization }, request) => {
    const route = routeOf(url);
    if (route.kind === "refused") return { kind: "failed", reused: false, failure: refusedRoute(route, url) };
    const proxy = route.kind === "proxy" ? route.url : null;
    const { pool, dialer, isFresh, origin, absoluteForm } = await pools.poolFor({ url, proxy, allowed });
    const proxyAuthorization = absoluteForm && proxy !== null ? urlAuthorization(proxy) : null;
    const send = () => exchange(pool, {
      origin,
      path: `${absoluteForm ? url.origin : ""}${url.pathname}${url.search}`,
      headers: {
        host: url.host,
        "user-agent": "resilient-go-modules",
        "accept-encoding": "gzip",
        ...request.headers,
        ...authorization === null ? {} : { authorization },
        ...proxyAuthorization === null ? {} : { "proxy-authorization": proxyAuthorization }
      },
      signal: request.signal,
      connectTimeoutMs: request.connectTimeoutMs ?? connectTimeoutMs,
      isFresh,
      stage: dialer.stage,
      host: url.host
    });
    const first = await send();
    return first.kind === "failed" && first.reused && first.failure.category === "interrupted" ? send() : first;
  };
  const get = async (request) => {
    const begun = performance.now();
    const start = URL.canParse(request.url) ? new URL(request.url) : null;
    if (start === null || !/^https?:$/.test(start.protocol)) return invalidUrl;
    const refusal = insecureCredentials(start);
    if (refusal !== null) return refusal;
    const authorization = authorizationFor(start, start.protocol === "https:" ? await netrc() : []);
    let hop = { url: withoutCredentials(start), authorization, allowed: null };
    let connectMs = 0;
    let sentBy = start.host;
    const refuse = (failure, to) => {
      if (isRefusedRedirect(failure)) refused.push({ url: request.url, from: sentBy, to: to ?? "" });
      return failure;
    };
    for (let redirects = 0; ; redirects++) {
      const outcome = await ask(hop, request);
      if (outcome.kind === "failed") return refuse(outcome.failure, hop.url.host);
      connectMs += outcome.connectMs;
      if (!isRedirect(outcome.status)) {
        const timing = { redirects, connectMs, firstByteMs: performance.now() - begun };
        return { ...timing, ...answerOf(outcome, hop.url, request.maxBytes) };
      }
      await discardBody(outcome.body, text(outcome.headers["content-length"]));
      const startKind = literalKind(kinds, start.hostname) ?? kindOfHost.get(start.hostname) ?? "public";
      const location = text(outcome.headers.location);
      const next = nextHop({ start, from: hop, location, followed: redirects, startKind, kinds });
      if ("kind" in next) return refuse(next, targetOf(location, hop.url)?.host);
      sentBy = hop.url.host;
      hop = next;
    }
  };
  return { get, refusedRedirects: () => refused, close: pools.close };
}
function answerOf(outcome, url, maxBytes2) {
  const { status, body } = outcome;
  const headers = {};
  for (const [name2, value] of Object.entries(outcome.headers)) headers[name2.toLowerCase()] = text(value) ?? "";
  const contentLength = headers["content-length"];
  return {
    kind: "answer",
    status,
    headers,
    finalUrl: `${url.origin}${url.pathname}`,
    body: responseBody(body, {
      contentEncoding: headers["content-encoding"],
      contentLength,
      maxBytes: maxBytes2,
      host: url.host
    })
  };
}
var invalidUrl = failureAt({
  id: "proxy-config/goproxy-url",
  code: "ERR_INVALID_URL",
  phase: "connect",
  text: "not an http or https URL"
});
function refusedRoute({ reason: reason2 }, url) {
  const known2 = { id: "http-proxy/unsupported", code: "FORWARD_PROXY_REFUSED" };
  return failureAt({ ...known2, phase: "forward-proxy", text: reason2, host: url.host });
}
function text(value) {
  return typeof value === "string" || value === void 0 ? value : value.join(", ");
}

// src/probe/rank.ts
var clearlyFaster = 2;
var noiseMs = 5;
function rankProxies(list, verdicts) {
  const reasons = [];
  const groups = list.groups.map((group, index) => {
    const own = new Map(
      verdicts.filter((verdict) => verdict.group === index).map((verdict) => [verdict.proxy, verdict])
    );
    const ranked = rankGroup(group, own);
    const [before, after] = [group.find(isHttp), ranked.find(isHttp)];
    if (before !== void 0 && after !== void 0 && before !== after) {
      reasons.push(whyAhead(after.display, before.display, own));
    }
    return index < list.groups.length - 1 ? withOriginalLast(ranked, group) : ranked;
  });
  const changed = groups.some(
    (group, index) => group.some((entry, place) => entry !== list.groups[index]?.[place])
  );
  const reason2 = reasons.length > 0 ? reasons.join(" ") : whyKept(list, verdicts, changed);
  return { list: { ...list, groups }, ranking: { verdicts, changed, reason: reason2 } };
}
function needsProbe({ groups }) {
  return (groups[0] ?? []).filter(isHttp).length > 1;
}
function rankGroup(group, verdicts) {
  const ranked = inOrder(group.filter(isHttp), ({ display }) => verdicts.get(display));
  let next = 0;
  return group.map((entry) => isHttp(entry) ? ranked[next++] ?? entry : entry);
}
function withOriginalLast(ranked, written) {
  const last = written.at(-1);
  return last === void 0 || ranked.at(-1) === last ? ranked : [...ranked, last];
}
function inOrder(entries, verdictOf) {
  const left2 = [...entries];
  const ranked = [];
  for (let first = left2[0]; first !== void 0; first = left2[0]) {
    const verdict = verdictOf(first);
    const better = left2.filter((entry) => isClearlyBetter(verdictOf(entry), verdict));
    const chosen = better.sort((a, b) => compare(verdictOf(a), verdictOf(b)))[0] ?? first;
    ranked.push(chosen);
    left2.splice(left2.indexOf(chosen), 1);
  }
  return ranked;
}
function compare(a, b) {
  const [left2, right] = [keyOf(a), keyOf(b)];
  for (const [index, value] of left2.entries()) {
    const difference = value - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
function keyOf(verdict) {
  if (verdict === void 0) return [1, 0, 1, 0];
  const { health, manners, coverage, latencyMs } = verdict;
  return [
    tiers[health],
    -covered(coverage),
    manners === "honest" ? 0 : 1,
    latencyMs ?? Number.MAX_SAFE_INTEGER
  ];
}
var tiers = { healthy: 0, slow: 1, "not-probed": 1, unhealthy: 2 };
function isClearlyBetter(other, first) {
  if (other === void 0 || first === void 0) return false;
  if (tiers[other.health] !== tiers[first.health]) return tiers[other.health] < tiers[first.health];
  const more = covered(other.coverage) - covered(first.coverage);
  if (more !== 0) return more > 0;
  if (first.manners === "honest" && other.manners !== "honest") return false;
  if (other.latencyMs === null || first.latencyMs === null) return false;
  const gainMs = first.latencyMs - other.latencyMs;
  return gainMs >= noiseMs && other.latencyMs * clearlyFaster <= first.latencyMs;
}
function covered({ have, asked }) {
  return asked === 0 ? 0 : have / asked;
}
function whyAhead(chosen, passed, verdicts) {
  const [winner, loser] = [verdicts.get(chosen), verdicts.get(passed)];
  if (winner === void 0 || loser === void 0) return `${chosen} goes first.`;
  if (winner.health !== loser.health) return `${chosen} goes before ${passed}: ${lowered(loser.reason)}.`;
  if (covered(winner.coverage) > covered(loser.coverage)) {
    return `${chosen} goes before ${passed}, which has only ${loser.coverage.have} of the ${loser.coverage.asked} modules that both were asked for.`;
  }
  return `${chosen} goes before ${passed}: ${milliseconds(winner)} to the first byte instead of ${milliseconds(loser)}.`;
}
function whyKept(list, verdicts, changed) {
  if (changed) return "The first choice stands; a proxy behind it moved back.";
  const http = list.groups.flat().filter(isHttp);
  if (http.length === 0) return "The list has no module proxy that could be probed.";
  if (http.length === 1) return "There is only one module proxy, so there is nothing to choose.";
  if (!needsProbe(list)) return "The first proxy is joined to no other by `|`, so the order is fixed.";
  if (verdicts.every(({ health }) => health === "not-probed"))
    return "The proxies were not probed, so the order stands.";
  if (verdicts.every(({ health, latencyMs }) => health !== "healthy" && latencyMs === null))
    return "No proxy is healthy, so the order stands.";
  return "The order stands: no proxy is clearly better than one before it.";
}
function milliseconds({ latencyMs }) {
  return latencyMs === null ? "an unknown time" : `${latencyMs.toFixed(latencyMs < 10 ? 1 : 0)} ms`;
}
function lowered(text2) {
  return `${text2.charAt(0).toLowerCase()}${text2.slice(1)}`;
}
function isHttp(entry) {
  return entry.kind === "http";
}

// src/probe/observation.ts
function sentinelOf({ target }) {
  return target.kind === "file" ? moduleName(target.file) : null;
}

// src/probe/status.ts
function isRefusal({ status }) {
  return status >= 400 && status < 500 && status !== 429 && status !== 408;
}
function faultWithin(body) {
  return upstreamTrouble.exec(body)?.[0].toLowerCase() ?? null;
}
var reasonPhrases = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  407: "Proxy Authentication Required",
  410: "Gone",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout"
};
function namedStatus(status) {
  const phrase = reasonPhrases[status];
  return phrase === void 0 ? `status ${status}` : `${status} ${phrase}`;
}

// src/probe/reason.ts
function findUnhealthyReason(seen2) {
  const { files, impossible, record } = seen2;
  const first = wrongContent(files) ?? wrongForImpossible(impossible) ?? noZip(files);
  return first ?? (seen2.hasNothing ? gaveNothing(files, record) : null);
}
function wrongContent(files) {
  for (const { answer, target } of files) {
    if (answer.kind !== "wrong" || target.kind !== "file") continue;
    const { file } = target;
    return {
      reason: wrongTexts[answer.what](`the .${file.kind} of ${moduleName(file)}`),
      failure: "wrong-content"
    };
  }
  return null;
}
var wrongTexts = {
  html: (what) => `Answers with a web page (status 200) where ${what} was asked for: a login or block page, not a module proxy`,
  sum: (what) => `Its content for ${what} is not what go.sum says`,
  version: (what) => `Gave another version where ${what} was asked for`,
  "not-json": (what) => `Its answer for ${what} (status 200) is not the JSON that it should be`,
  "not-zip": (what) => `Its answer for ${what} (status 200) is no zip file`,
  damaged: (what) => `Its content for ${what} is damaged: it can't be unpacked`,
  empty: (what) => `Gave an empty answer (status 200) for ${what}`
};
function wrongForImpossible(impossible) {
  const answer = impossible?.answer;
  if (answer === void 0 || answer.kind === "aborted" || answer.kind === "right") return null;
  if (answer.kind === "failure")
    return {
      reason: `Failed on a version that does not exist: ${answer.failure.message}`,
      failure: answer.failure.code
    };
  if (answer.kind === "wrong" || answer.status < 300)
    return {
      reason: "Answers 200 even for a version that cannot exist, so its answers mean nothing",
      failure: "200"
    };
  if (answer.status === 404 || answer.status === 410) return null;
  if (answer.status === 429) return rateLimited(answer);
  if (answer.status >= 500)
    return {
      reason: `Answers ${namedStatus(answer.status)} where 404 is due, so a missing version looks like an outage`,
      failure: String(answer.status)
    };
  if (answer.html)
    return {
      reason: `Answers with a web page (${namedStatus(answer.status)}) where 404 is due: something else than a module proxy speaks`,
      failure: String(answer.status)
    };
  return null;
}
function noZip(files) {
  for (const { answer, target, redirectedTo } of files) {
    if (target.kind !== "file" || target.file.kind !== "zip") continue;
    const where = redirectedTo === null ? "" : ` from ${redirectedTo}, where it sends for zips`;
    if (answer.kind === "failure")
      return {
        reason: `Gives .mod files but no zip: ${answer.failure.message}`,
        failure: answer.failure.code
      };
    if (answer.kind === "status" && !isRefusal(answer)) {
      return {
        reason: `Gives .mod files but no zip: ${namedStatus(answer.status)}${where}`,
        failure: String(answer.status)
      };
    }
  }
  return null;
}
function gaveNothing(files, record) {
  const answers = files.map(({ answer }) => answer);
  for (const answer of answers)
    if (answer.kind === "failure")
      return { reason: sentence(answer.failure.message), failure: answer.failure.code };
  const statuses = answers.filter((answer) => answer.kind === "status");
  const worst = statuses.find((answer) => !isRefusal(answer)) ?? statuses[0];
  if (worst === void 0) return noAnswer(record);
  const { status } = worst;
  const count = new Set(files.flatMap((file) => sentinelOf(file) ?? [])).size;
  const asked = count === 1 ? "the module that it was asked for, though go.sum names it" : `all ${count} modules that it was asked for, though go.sum names them`;
  if (status === 429) return rateLimited(worst);
  if (status === 401 || status === 407)
    return { reason: `Wants credentials: ${namedStatus(status)} for ${asked}`, failure: String(status) };
  if (status === 403)
    return {
      reason: `Refuses everything: 403 Forbidden for ${asked}; credentials or a policy`,
      failure: "403"
    };
  if (status === 404 || status === 410) {
    const fault = faultWithin(worst.body);
    const cause = fault === null ? "" : `; its text tells why: ${fault}`;
    return { reason: `Has nothing: ${namedStatus(status)} for ${asked}${cause}`, failure: String(status) };
  }
  return {
    reason: `Answers ${namedStatus(status)}${worst.html ? " with a web page" : ""}`,
    failure: String(status)
  };
}
function noAnswer({ end, ms }) {
  const spent = `${Math.round(ms)} ms`;
  if (end.kind === "outrun")
    return {
      reason: `Gave no answer in ${spent}, when ${end.by} had answered everything; not waited for`,
      failure: null
    };
  return end.kind === "limit" ? { reason: `Gave no answer in ${spent}: it stalls, or is out of reach`, failure: "ETIMEDOUT" } : { reason: "No request was sent", failure: null };
}
function rateLimited({ retryAfter }) {
  const wait = retryAfter === null ? "" : `, asks to wait (Retry-After: ${retryAfter.slice(0, 40)})`;
  return { reason: `Limits our requests: 429 Too Many Requests${wait}`, failure: "429" };
}
function sentence(message) {
  if (/^[^ ]*[.:]/.test(message)) return message;
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
}

// src/probe/judge.ts
function judgeProxies(records) {
  const all = records.flatMap(({ observations }) => observations);
  const available = new Set(
    all.filter(({ answer }) => answer.kind === "right").flatMap((seen2) => sentinelOf(seen2) ?? [])
  );
  const refused = all.filter(({ answer }) => answer.kind === "status" && isRefusal(answer));
  const availableNowhere = new Set(
    available.size === 0 ? [] : refused.flatMap((seen2) => sentinelOf(seen2) ?? []).filter((name2) => !available.has(name2))
  );
  return records.map((record) => ({
    proxy: record.proxy,
    group: record.group,
    ...judgeProxy(record, availableNowhere)
  }));
}
function judgeProxy(record, leftOut = /* @__PURE__ */ new Set()) {
  if (record.skipped !== null) return notProbed(record.skipped);
  const observations = record.observations.filter((seen2) => !leftOut.has(sentinelOf(seen2) ?? ""));
  const files = observations.filter(({ target }) => target.kind === "file");
  const impossible = observations.find(({ target }) => target.kind === "impossible");
  const coverage = coverageOf(files);
  const latencyMs = median(observations.filter(isWarm).flatMap(({ waitMs: waitMs2 }) => waitMs2 ?? []));
  const unhealthy = findUnhealthyReason({ files, impossible, hasNothing: coverage.have === 0, record });
  if (unhealthy !== null) {
    const health = unhealthy.failure === null ? "not-probed" : "unhealthy";
    const wrongBytes = [...new Set(files.filter(hasWrongBytes).flatMap((seen2) => sentinelOf(seen2) ?? []))];
    return { health, manners: "unknown", latencyMs, coverage, ...unhealthy, findings: [], wrongBytes };
  }
  const manners = missBehaviourOf(impossible);
  const findings = [...missingFindings(files), ...missBehaviourFindings(impossible)];
  const known2 = { manners, latencyMs, coverage, failure: null, findings, wrongBytes: [] };
  const wasCutShort = record.end.kind !== "done" && observations.some(({ answer }) => answer.kind === "aborted");
  return wasCutShort ? { health: coverage.have > 0 ? "slow" : "not-probed", reason: cutShortReason(record, files), ...known2 } : { health: "healthy", reason: healthyReason(coverage, manners, latencyMs), ...known2 };
}
function cutShortReason({ end, ms }, files) {
  const right = files.filter(({ answer }) => answer.kind === "right").length;
  const soFar = `${right} of ${files.length} files had come rightly in ${Math.round(ms)} ms`;
  return end.kind === "outrun" ? `Slower than ${end.by}: ${soFar}; not waited for` : `Slow: ${soFar}; the probe's time was up`;
}
function healthyReason(coverage, behaviour, latencyMs) {
  const content = coverage.have === coverage.asked ? "Right content" : `Right content for ${coverage.have} of ${coverage.asked} modules`;
  const missing = {
    honest: "an honest 404",
    policy: "a refusal for what it lacks",
    unknown: "no clear answer for what it lacks"
  }[behaviour];
  return `${content}, ${missing}${latencyMs === null ? "" : `, ${latencyMs.toFixed(latencyMs < 10 ? 1 : 0)} ms to the first byte`}`;
}
function coverageOf(files) {
  const asked = /* @__PURE__ */ new Map();
  for (const seen2 of files) {
    const name2 = sentinelOf(seen2);
    if (name2 === null || seen2.answer.kind === "aborted") continue;
    asked.set(name2, (asked.get(name2) ?? true) && seen2.answer.kind === "right");
  }
  return { have: [...asked.values()].filter(Boolean).length, asked: asked.size };
}
function missBehaviourOf(impossible) {
  if (impossible?.answer.kind !== "status") return "unknown";
  const { status } = impossible.answer;
  if (status === 404 || status === 410) return "honest";
  return status === 400 || status === 401 || status === 403 ? "policy" : "unknown";
}
function missBehaviourFindings(impossible) {
  if (impossible?.answer.kind !== "status") return [];
  const { status, body } = impossible.answer;
  if (missBehaviourOf(impossible) === "policy") {
    return [
      `It answers ${namedStatus(status)}, not 404, for what it lacks: entries behind a \`,\` after it are never asked.`
    ];
  }
  const fault = faultWithin(body.replace(/temporarily unavailable/gi, ""));
  return fault === null ? [] : [`Its 404 tells of a fault (${fault}): it may say 404 for modules that exist.`];
}
function missingFindings(files) {
  return files.flatMap(({ answer, target, redirectedTo }) => {
    if (target.kind !== "file" || answer.kind === "right" || answer.kind === "aborted" || answer.kind === "wrong")
      return [];
    const what = answer.kind === "status" ? namedStatus(answer.status) : answer.failure.message;
    const at = redirectedTo === null ? "" : ` from ${redirectedTo}`;
    return target.file.kind === "zip" ? [`It gives .mod files but not the zip of ${moduleName(target.file)}: ${what}${at}.`] : [`The .${target.file.kind} of ${moduleName(target.file)} failed: ${what}.`];
  });
}
function hasWrongBytes({ answer }) {
  return answer.kind === "wrong" && answer.what === "sum";
}
function isWarm({ answer, target }) {
  const small = target.kind === "impossible" || target.file.kind !== "zip";
  return small && (answer.kind === "right" || answer.kind === "status");
}
function notProbed(reason2) {
  return {
    health: "not-probed",
    manners: "unknown",
    latencyMs: null,
    coverage: { have: 0, asked: 0 },
    reason: reason2,
    failure: null,
    findings: [],
    wrongBytes: []
  };
}
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle];
  if (high === void 0) return null;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2;
}

// src/go/info.ts
var info = object({ Version: string() });
function versionOfInfo(text2) {
  const parsed = parseJson(info, text2);
  return parsed.kind === "ok" ? parsed.value.Version : null;
}

// src/go/proxy-url.ts
function moduleFileUrl(baseUrl, file) {
  const url = new URL(baseUrl);
  url.pathname = `${trimEnd(url.pathname, "/")}/${wirePath(file)}`;
  return url.href;
}
function isBelow2(baseUrl, url) {
  const [base, file] = [new URL(baseUrl), new URL(url)];
  const sameServer = ["origin", "username", "password", "search"].every(
    (part) => base[part] === file[part]
  );
  return sameServer && file.pathname.startsWith(`${trimEnd(base.pathname, "/")}/`);
}
function impossibleVersion(modulePath) {
  const major = /(?:\/v|^gopkg\.in\/.*\.v)([2-9]|[1-9]\d+)$/.exec(modulePath)?.[1] ?? "0";
  return `v${modulePath.startsWith("gopkg.in/") ? /\.v(\d+)$/.exec(modulePath)?.[1] ?? major : major}.0.0-00010101000000-000000000000`;
}

// src/probe/probe-request.ts
var maxSmallBytes = 1024 * 1024;
var zipBeginningBytes = 16 * 1024;
var hashedZipBytes = 64 * 1024;
var maxTextBytes = 4 * 1024;
function requestFile(base, file, sentinel, options2) {
  return sendRequest(
    { kind: "file", file },
    moduleFileUrl(base, file),
    options2,
    {},
    (answer) => checkFile(answer, file, sentinel)
  );
}
function requestImpossibleVersion(base, { path }, options2) {
  const url = moduleFileUrl(base, { path, version: impossibleVersion(path), kind: "info" });
  return sendRequest({ kind: "impossible" }, url, options2, { "disable-module-fetch": "true" }, statusAnswer);
}
async function sendRequest(target, url, { http, signal, limitMs }, headers, check) {
  const maxBytes2 = target.kind === "file" && target.file.kind === "zip" ? Number.MAX_SAFE_INTEGER : maxSmallBytes;
  const answer = await http.get({ url, maxBytes: maxBytes2, signal, connectTimeoutMs: limitMs, headers });
  if (answer.kind === "failure") {
    const failed4 = signal.aborted ? { kind: "aborted" } : { kind: "failure", failure: answer };
    return { target, answer: failed4, waitMs: null, redirectedTo: null };
  }
  const observed = {
    target,
    waitMs: answer.firstByteMs - answer.connectMs,
    redirectedTo: answer.redirects === 0 ? null : new URL(answer.finalUrl).host
  };
  try {
    return { ...observed, answer: answer.status === 200 ? await check(answer) : await statusAnswer(answer) };
  } catch (error) {
    const failure = networkFailure(error);
    return { ...observed, answer: signal.aborted ? { kind: "aborted" } : { kind: "failure", failure } };
  }
}
async function statusAnswer({ status, headers, body }) {
  const text2 = (await firstBytes(body, maxTextBytes)).toString("utf8");
  return {
    kind: "status",
    status,
    html: isHtml(headers, text2),
    retryAfter: headers["retry-after"] ?? null,
    body: text2
  };
}
async function checkFile(answer, file, sentinel) {
  const { size, limit } = file.kind === "zip" ? zipExtent(answer) : { size: null, limit: maxSmallBytes };
  const bytes = await firstBytes(answer.body, limit);
  const what = await wrongContent2(bytes, { file, sentinel, isWhole: bytes.length === size });
  if (what === null) return { kind: "right" };
  if (bytes.length === 0) return { kind: "wrong", what: "empty" };
  return { kind: "wrong", what: isHtml(answer.headers, bytes.toString("utf8", 0, 512)) ? "html" : what };
}
function zipExtent({ headers }) {
  const size = headers["content-encoding"] === void 0 ? Number(headers["content-length"]) : Number.NaN;
  const isSmall = size <= hashedZipBytes;
  return { size: isSmall ? size : null, limit: isSmall ? hashedZipBytes : zipBeginningBytes };
}
async function wrongContent2(bytes, {
  file,
  sentinel,
  isWhole
}) {
  if (file.kind === "mod") return sentinel.modSums.includes(hashMod(bytes)) ? null : "sum";
  if (file.kind === "zip") return wrongZipContent(bytes, sentinel, isWhole);
  const version = versionOfInfo(bytes.toString("utf8"));
  if (version === null) return "not-json";
  return version === file.version ? null : "version";
}
async function wrongZipContent(bytes, { zipSums: zipSums2 }, isWhole) {
  if (!bytes.subarray(0, 4).equals(zipSignature)) return "not-zip";
  if (!isWhole) return null;
  const hash = await hashZipBytes(bytes).catch(() => null);
  if (hash === null) return "damaged";
  return zipSums2.includes(hash) ? null : "sum";
}
var zipSignature = Buffer.from("PK", "latin1");
async function firstBytes(body, maxBytes2) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= maxBytes2) break;
  }
  return Buffer.concat(chunks);
}
function isHtml(headers, text2) {
  return /^text\/html\b/i.test(headers["content-type"] ?? "") || /^\s*<(?:!doctype html|html|head|body)\b/i.test(text2);
}

// src/probe/observe.ts
async function observe(base, options2) {
  const observations = [];
  let zip = null;
  let known2 = null;
  for (const { sentinel, kind } of requestsOf(options2.sentinels)) {
    const observation = await requestFile(
      base,
      { path: sentinel.path, version: sentinel.version, kind },
      sentinel,
      options2
    );
    observations.push(observation);
    if (endsProbe(observation)) break;
    if (observation.answer.kind !== "right" || known2 !== null) continue;
    known2 = sentinel;
    zip = requestFile(base, { path: known2.path, version: known2.version, kind: "zip" }, known2, options2);
  }
  const last = observations.at(-1);
  if (known2 !== null && last !== void 0 && !endsProbe(last))
    observations.push(await requestImpossibleVersion(base, known2, options2));
  if (zip !== null) observations.push(await zip);
  return observations;
}
function requestsOf(sentinels) {
  return sentinels.flatMap(
    (sentinel, index) => index === 0 ? [
      { sentinel, kind: "mod" },
      { sentinel, kind: "info" }
    ] : [{ sentinel, kind: "mod" }]
  );
}
function endsProbe({ answer }) {
  return answer.kind === "failure" || answer.kind === "aborted" || answer.kind === "wrong" || answer.kind === "status" && answer.status === 429;
}

// src/probe/probe-aborts.ts
function createProbeAborts({
  clock,
  signal
}) {
  const timers = new AbortController();
  const controllers = /* @__PURE__ */ new Set();
  const abortAll = () => {
    for (const controller of controllers) controller.abort();
  };
  signal.addEventListener("abort", abortAll, { once: true });
  return {
    add: () => {
      const controller = new AbortController();
      if (signal.aborted) controller.abort();
      controllers.add(controller);
      return controller;
    },
    remove: (controller) => {
      controllers.delete(controller);
    },
    abortAfter: (ms) => {
      clock.sleep(ms, timers.signal).then(
        // On a busy machine the timer is late while answers wait unread: two turns of the event loop let them be read first.
        () => setImmediate(() => setImmediate(abortAll)),
        () => {
        }
      );
    },
    end: () => {
      timers.abort();
      signal.removeEventListener("abort", abortAll);
    }
  };
}

// src/probe/probe.ts
var graceMs = 250;
async function probeProxies(options2) {
  const { list, sentinels, clock, limitMs, signal } = options2;
  const startMs = clock.now();
  const aborts = createProbeAborts({ clock, signal });
  let fastest = null;
  aborts.abortAfter(limitMs);
  const probeEntry = async (entry, group) => {
    const blank = { proxy: entry.display, group, observations: [], end: { kind: "done" }, ms: 0 };
    const skipped2 = reasonToSkip(entry, group, sentinels);
    if (skipped2 !== null || entry.kind !== "http") return { ...blank, skipped: skipped2 ?? "" };
    const controller = aborts.add();
    const observations = await observe(entry.url, { ...options2, signal: controller.signal });
    aborts.remove(controller);
    const ms = clock.now() - startMs;
    const end = controller.signal.aborted ? earlyEnd(ms < limitMs ? fastest : null) : blank.end;
    const record = { ...blank, skipped: null, observations, end, ms };
    if (fastest === null && isFullyHealthy(record)) {
      fastest = entry.display;
      aborts.abortAfter(Math.max(graceMs, ms));
    }
    return record;
  };
  try {
    const entries = list.groups.flatMap((group, index) => group.map((entry) => ({ entry, index })));
    return judgeProxies(await Promise.all(entries.map(({ entry, index }) => probeEntry(entry, index))));
  } finally {
    aborts.end();
  }
}
function earlyEnd(fastest) {
  return fastest === null ? { kind: "limit" } : { kind: "outrun", by: fastest };
}
function reasonToSkip(entry, group, sentinels) {
  return skipReasons[entry.kind] ?? (group > 0 ? behindComma : sentinels.length === 0 ? noSentinels : null);
}
var noSentinels = "go.sum names no public module with both its sums, so there is nothing to ask for";
var behindComma = "Stands behind a `,`: asked only for what every entry before it lacks, so it was not probed";
var skipReasons = {
  http: null,
  file: "A folder on this machine: nothing to probe",
  direct: "Asks the origin of each module: nothing to probe",
  off: "Forbids downloads: nothing to probe"
};
function isFullyHealthy(record) {
  const { health, coverage } = judgeProxy(record);
  return health === "healthy" && coverage.have === coverage.asked;
}

// src/go/go-sum.ts
var emptyGoSum = { entries: /* @__PURE__ */ new Map() };
var emptyGoModHash = "h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=";
function parseGoSum(text2, file) {
  const entries = /* @__PURE__ */ new Map();
  for (const [index, line] of text2.split("\n").entries()) {
    const fields = line.match(/[^ \t\v\f\r]+/g);
    if (fields === null) continue;
    const [path = "", version = "", hash = ""] = fields;
    if (fields.length !== 3)
      return { kind: "malformed", line: index + 1, message: describe(path, fields.length) };
    if (hash.startsWith("h1:") && hash !== emptyGoModHash)
      add(entries, `${path} ${version}`, { hashes: [hash], file, line: index + 1 });
  }
  return { kind: "ok", sums: collected(entries) };
}
function describe(first, count) {
  if (/^(?:<{7}|={7}|>{7})/.test(first)) return "a merge conflict was left unresolved";
  return `a line has a module path, a version and a hash; this one has ${count} ${count === 1 ? "field" : "fields"}`;
}
function mergeGoSums(...all) {
  const [only = emptyGoSum, ...others] = all;
  if (others.length === 0) return only;
  const entries = /* @__PURE__ */ new Map();
  for (const sums of all) for (const [key2, entry] of sums.entries) add(entries, key2, entry);
  return collected(entries);
}
function add(entries, key2, entry) {
  const before = entries.get(key2);
  if (before === void 0) entries.set(key2, { ...entry, hashes: new Set(entry.hashes) });
  else for (const hash of entry.hashes) before.hashes.add(hash);
}
function collected(entries) {
  return {
    entries: new Map([...entries].map(([key2, entry]) => [key2, { ...entry, hashes: [...entry.hashes] }]))
  };
}
function zipSums(sums, { path, version }) {
  return sums.entries.get(`${path} ${version}`)?.hashes ?? [];
}
function modSums(sums, { path, version }) {
  return sums.entries.get(`${path} ${version}/go.mod`)?.hashes ?? [];
}

// src/probe/sentinels.ts
var wantedSentinels = 3;
var smallAndCommon = [
  "github.com/pkg/errors",
  "github.com/davecgh/go-spew",
  "github.com/pmezard/go-difflib",
  "github.com/google/uuid",
  "github.com/mattn/go-isatty",
  "github.com/inconshreveable/mousetrap",
  "github.com/spf13/pflag",
  "github.com/kr/text",
  "github.com/cespare/xxhash/v2",
  "github.com/hashicorp/errwrap",
  "github.com/hashicorp/go-multierror",
  "github.com/beorn7/perks",
  "github.com/go-logr/logr",
  "github.com/stretchr/objx",
  "golang.org/x/sync",
  "golang.org/x/xerrors",
  "golang.org/x/time",
  "gopkg.in/yaml.v3",
  "gopkg.in/check.v1",
  "go.uber.org/multierr"
];
var publicHosts = [
  "github.com",
  "golang.org",
  "gopkg.in",
  "google.golang.org",
  "go.uber.org",
  "k8s.io",
  "sigs.k8s.io",
  "rsc.io"
];
function pickSentinels(options2) {
  const { sums, isPrivate, direct } = options2;
  const candidates = [];
  for (const key2 of sums.entries.keys()) {
    const [path = "", version = ""] = key2.split(" ");
    if (version.endsWith("/go.mod") || checkModuleVersion({ path, version }) !== null || isPrivate(path))
      continue;
    const mod = modSums(sums, { path, version });
    const zip = zipSums(sums, { path, version });
    if (mod.length === 0 || zip.length === 0) continue;
    const score = scoreOf(path, direct?.has(path) === true);
    candidates.push({ path, version, modSums: mod, zipSums: zip, score });
  }
  candidates.sort((a, b) => b.score - a.score || compare2(a.path, b.path) || compare2(a.version, b.version));
  return ofDifferentOwners(candidates).map(({ score: _, ...sentinel }) => sentinel);
}
function scoreOf(path, isDirect) {
  const rank = smallAndCommon.indexOf(path);
  const small = rank < 0 ? 0 : 100 + smallAndCommon.length - rank;
  return small + (isDirect ? 50 : 0) + (publicHosts.includes(path.split("/", 1)[0] ?? "") ? 10 : 0);
}
function ofDifferentOwners(candidates) {
  const firstOf = (key2) => {
    const seen2 = /* @__PURE__ */ new Set();
    return candidates.filter((candidate) => !seen2.has(key2(candidate)) && seen2.add(key2(candidate)));
  };
  const owners = firstOf(({ path }) => path.split("/").slice(0, 2).join("/"));
  const modules = firstOf(({ path }) => path);
  return [.../* @__PURE__ */ new Set([...owners, ...modules])].slice(0, wantedSentinels);
}
function compare2(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/classify/classify.ts
function addFetch(gathering, witness2, redact) {
  const { also, transient } = faultKind(witness2.id);
  gathering.add({
    id: witness2.id,
    also,
    transient,
    confidence: 0.99,
    module: witness2.module,
    host: witness2.host,
    proxy: stripUserinfo(witness2.proxy),
    url: stripUserinfo(witness2.url),
    evidence: [{ line: 0, text: stripUserinfo(redact(witness2.text)) }],
    trust: 0
  });
}
function addModule(gathering, witness2, redact) {
  const name2 = `${witness2.path}@${witness2.version}`;
  const stated = witness2.error.includes(witness2.path) ? witness2.error : `${name2}: ${witness2.error}`;
  const lines = `go: ${stated}`.split("\n").map((text2, index) => ({ number: index, text: text2 }));
  const match = matchRules({ lines, tail: [] });
  const said = stated.split("\n").slice(match?.causeAt ?? 0).join("\n");
  const evidence = [{ line: 0, text: clip(stripUserinfo(redact(said))).trim() }];
  if (match === null)
    gathering.add({
      id: "unknown/fetch",
      also: [],
      transient: faultKind("unknown/fetch").transient,
      confidence: guessed,
      module: name2,
      host: null,
      proxy: null,
      url: null,
      evidence,
      trust: 1
    });
  else gathering.add({ ...sightingOf(match, evidence), module: match.parsed.module ?? name2, trust: 1 });
}
var known = 0.95;
var guessed = 0.3;
var exitIds = {
  signal: "killed/signal",
  stalled: "timeout/stalled",
  deadline: "timeout/deadline",
  cancelled: "killed/cancelled",
  "not-started": "toolchain/go-not-runnable"
};
function describeExit(exit) {
  switch (exit.kind) {
    case "signal":
      return `go was ended by ${exit.signal}`;
    case "stalled":
      return `go showed no sign of life for ${Math.round(exit.idleMs / 1e3)} s${exit.lastUrl === null ? "" : `, last at ${exit.lastUrl}`}`;
    case "deadline":
      return `go did not finish within ${Math.round(exit.limitMs / 1e3)} s${exit.lastUrl === null ? "" : `, last at ${exit.lastUrl}`}`;
    case "cancelled":
      return "the job was cancelled";
    case "not-started":
      return `go could not be started: ${exit.message}`;
  }
}
function hostOf(url) {
  return url === null ? null : /^[a-z]+:\/\/([^/?]+)/.exec(stripUserinfo(url))?.[1] ?? null;
}
function exitId(exit) {
  if (exit.kind === "stalled" && exit.lastUrl !== null) {
    const [, host = "", path = ""] = /^[a-z]+:\/\/([^/?]+)([^?]*)/.exec(exit.lastUrl) ?? [];
    if (isSumdbUrl({ host, path })) return "sumdb/unreachable";
  }
  return exitIds[exit.kind];
}
function addExit(gathering, exit, redact) {
  if (exit.kind === "exited") return;
  const id = exitId(exit);
  const { also, transient } = faultKind(id);
  const url = exit.kind === "stalled" || exit.kind === "deadline" ? exit.lastUrl : null;
  gathering.add({
    id,
    also: id === "sumdb/unreachable" ? ["timeout"] : also,
    transient,
    confidence: known,
    module: null,
    host: hostOf(url),
    proxy: null,
    url: url === null ? null : stripUserinfo(url),
    evidence: [{ line: 0, text: stripUserinfo(redact(describeExit(exit))) }],
    trust: 2
  });
}
function classify(witnesses, options2 = {}) {
  const redact = options2.redact ?? ((text3) => text3);
  const gathering = createGathering();
  const text2 = createTextWitness(gathering, redact);
  for (const line of witnesses.lines ?? []) text2.push(line);
  text2.end();
  for (const witness2 of witnesses.fetch ?? []) addFetch(gathering, witness2, redact);
  for (const witness2 of witnesses.modules ?? []) addModule(gathering, witness2, redact);
  if (witnesses.exit !== void 0) addExit(gathering, witnesses.exit, redact);
  return gathering.conclude(witnesses.context ?? {});
}

// src/go/godebug.ts
function withHttp1(godebug) {
  if (usesHttp1(godebug)) return godebug;
  return godebug === "" ? "http2client=0" : `${godebug},http2client=0`;
}
function usesHttp1(godebug) {
  const settings = godebug.split(",").filter((setting) => setting.startsWith("http2client="));
  return settings.at(-1) === "http2client=0";
}

// src/modcache/drop.ts
import { join } from "node:path";
function dropModule(gomodcache, module) {
  return drop(gomodcache, module, ["zip", "mod", "info", "partial"]);
}
function dropZip(gomodcache, module) {
  return drop(gomodcache, module, ["zip", "partial"]);
}
function dropMod(gomodcache, module) {
  return drop(gomodcache, module, ["mod", "info"], "keep-zip");
}
async function drop(gomodcache, module, kinds, zip = "drop-zip") {
  if (checkModuleVersion(module) !== null) return { kind: "dropped" };
  const path = escapePath(module.path);
  const version = escapeVersion(module.version);
  const files = join(gomodcache, "cache", "download", path, "@v", version);
  const unpacked = zip === "keep-zip" ? [] : [`${files}.ziphash`, join(gomodcache, `${path}@${version}`)];
  for (const name2 of [...unpacked, ...kinds.map((kind) => `${files}.${kind}`)]) {
    const removed = await remove(name2, { below: gomodcache });
    if (removed.kind === "failed") return diskFailure(removed.error);
  }
  return { kind: "dropped" };
}

// src/retry/backoff.ts
var firstBackoff = { ceilingMs: 500, factor: 2, capMs: 1e4 };
function nextBackoff(backoff) {
  return { ...backoff, ceilingMs: Math.min(backoff.capMs, backoff.ceilingMs * backoff.factor) };
}
function backoffOf(retry2, first = firstBackoff) {
  let backoff = first;
  for (let n = 1; n < Math.min(retry2, 64); n++) backoff = nextBackoff(backoff);
  return backoff;
}
function fullJitter(backoff, random) {
  return Math.floor(random() * (backoff.ceilingMs + 1));
}

// src/retry/retry-policy.ts
var retryPolicy = {
  dns: { retry: "if-transient", why: "a host name did not resolve" },
  connect: { retry: "if-transient", why: "a connection could not be made" },
  timeout: { retry: "if-transient", why: "an answer did not come in time" },
  tls: { retry: "if-transient", why: "a secure connection could not be made" },
  "http-proxy": { retry: "if-transient", why: "the forward proxy did not let a request through" },
  interrupted: { retry: "if-transient", why: "a transfer broke off" },
  "server-error": { retry: "if-transient", why: "a server did not answer properly" },
  "rate-limited": { retry: "if-transient", why: "a server limits the rate of requests" },
  sumdb: { retry: "if-transient", why: "the checksum database could not be asked" },
  auth: { retry: "never", why: "access was refused, and will be until credentials or permissions change" },
  "not-found": { retry: "if-transient", why: "a module is not there, or not visible to this job" },
  "version-unavailable": { retry: "if-transient", why: "a version is not to be had" },
  "checksum-mismatch": {
    retry: "never",
    why: "a module does not match its checksum, which has to be looked into and not tried again"
  },
  "cache-corrupt": { retry: "after-dropping", why: "files in the module cache are damaged" },
  "go-sum-missing": { retry: "never", why: "go.mod or go.sum in the repository needs an update" },
  "dependency-graph": { retry: "never", why: "the module's requirements cannot be met as they are written" },
  "module-path": { retry: "never", why: "a module path or a go.mod has to be put right" },
  "proxy-config": { retry: "never", why: "a Go setting does not allow this download" },
  toolchain: { retry: "if-transient", why: "the Go release that is needed could not be had" },
  "vcs-missing": { retry: "never", why: "a program that a direct download needs is not installed" },
  disk: { retry: "if-transient", why: "the module cache could not be written or read" },
  killed: { retry: "if-transient", why: "the download was ended from outside" },
  unknown: { retry: "if-transient", why: "the failure is of no known kind" }
};

// src/retry/decide.ts
var leastAttemptMs = 1e3;
var leastPatienceMs = 3e4;
function decide(situation) {
  if (situation.complete) return { kind: "done" };
  const { primary: fault } = situation.classification;
  if (fault === null) return stop("the download failed without saying why");
  const move = moveFor(fault, situation);
  if (move.kind === "stop") return stop(move.why);
  const { attempt, maxAttempts, remainingMs } = situation;
  if (attempt >= maxAttempts) {
    return stop(
      maxAttempts === 1 ? "one attempt is all that is allowed" : `all ${maxAttempts} attempts are used up`
    );
  }
  if (remainingMs < leastAttemptMs) return stop("the time limit is reached");
  if (move.afterMs + leastAttemptMs > remainingMs) {
    const wait = `it would have to wait ${inSeconds(move.afterMs)} because ${move.why}`;
    return stop(`${wait}, and ${inSeconds(remainingMs)} of the time limit are left`);
  }
  const http1 = move.http1 || usesHttp1(situation.godebug);
  return { kind: "retry", afterMs: move.afterMs, reason: move.why, http1, drop: move.drop };
}
function stop(why) {
  return { kind: "stop", reason: why };
}
function moveFor(fault, situation) {
  const policy = retryPolicy[fault.category];
  switch (policy.retry) {
    case "never":
      return stopFor(`${policy.why} (${fault.id})`);
    case "after-dropping":
      return afterDropping(fault, situation);
    case "if-transient":
      if (!fault.transient && !wantsHttp1(fault, situation))
        return stopFor(`${policy.why} (${fault.id}), and nothing suggests that this passes by itself`);
      return afterWaiting(fault, situation);
  }
}
function afterDropping(fault, situation) {
  const why = `${retryPolicy[fault.category].why} (${fault.id})`;
  const modules = modulesOf(fault.category, situation);
  const drop3 = fresh(modules, situation);
  if (drop3.length === 0) {
    const again = modules.some((module) => includes(situation.dropped, module));
    return stopFor(again ? `${why}, also after a new download` : why);
  }
  const names2 = drop3.length > 1 ? `${drop3.length} modules` : drop3.map(moduleName).join();
  const what = `the files of ${names2} in the module cache are damaged`;
  return { ...retry, drop: drop3, why: `${what} (${fault.id}); they are removed and downloaded anew` };
}
function afterWaiting(fault, situation) {
  const { attempt, random, retryAfterMs: retryAfterMs2, otherUpstream } = situation;
  const what = `${retryPolicy[fault.category].why} (${fault.id})`;
  const jitterMs = fullJitter(backoffOf(attempt), random);
  const http1 = wantsHttp1(fault, situation);
  const move = { ...retry, http1, drop: fresh(modulesOf("cache-corrupt", situation), situation) };
  if (retryAfterMs2 !== null) {
    const why = `${what}, and a server asked for ${inSeconds(retryAfterMs2)} of patience`;
    return { ...move, afterMs: Math.max(jitterMs, retryAfterMs2), why };
  }
  if (fault.category === "rate-limited" || fault.also.includes("rate-limited")) {
    if (otherUpstream) return { ...move, why: `${what}, and there is another proxy to ask` };
    return { ...move, afterMs: leastPatienceMs + jitterMs, why: `${what}, which takes some patience` };
  }
  return {
    ...move,
    afterMs: jitterMs,
    why: `${what}, which often passes${http1 ? "; now over HTTP/1.1" : ""}`
  };
}
var retry = { kind: "retry", afterMs: 0, http1: false, drop: [] };
function wantsHttp1(fault, { godebug }) {
  if (usesHttp1(godebug)) return false;
  if (fault.category !== "interrupted" && !fault.also.includes("interrupted")) return false;
  return fault.id.startsWith("interrupted/http2-") || fault.evidence.some(({ text: text2 }) => /stream error: stream ID|http2: /.test(text2));
}
function stopFor(why) {
  return { kind: "stop", why };
}
function moduleVersion(module) {
  const [, path, version] = /^([^@]+)@([^/]+)(?:\/go\.mod)?$/.exec(module ?? "") ?? [];
  return path === void 0 || version === void 0 ? null : { path, version };
}
function modulesOf(category, { classification }) {
  const faults = classification.faults.filter((fault) => fault.category === category);
  return faults.map(({ module }) => moduleVersion(module)).filter((module) => module !== null);
}
function fresh(modules, { dropped }) {
  return modules.filter((module) => !includes(dropped, module));
}
function includes(modules, { path, version }) {
  return modules.some((module) => module.path === path && module.version === version);
}
function inSeconds(ms) {
  return ms < 1e4 ? `${(ms / 1e3).toFixed(1)} s` : `${Math.ceil(ms / 1e3)} s`;
}

// src/retry/deciding-fault.ts
function decidingFault(list, { primary, faults }) {
  const mismatch = faults.find(({ category }) => category === "checksum-mismatch");
  if (mismatch !== void 0) return mismatch;
  if (primary === null || primary.transient) return primary;
  const others = groupOf(list, primary).filter(({ display }) => display !== primary.proxy);
  const passing2 = faults.find(
    (fault) => fault.transient && others.some(({ display }) => display === fault.proxy)
  );
  return passing2 ?? primary;
}
function withDecidingFault(list, classification) {
  const fault = decidingFault(list, classification);
  if (fault === null) return classification;
  return { primary: fault, faults: [fault, ...classification.faults.filter((other) => other !== fault)] };
}
function faultsOfDownload({
  complete,
  attempts
}) {
  if (complete) return attempts.flatMap(({ primary }) => primary ?? []).slice(0, 1);
  const last = attempts.at(-1)?.faults ?? [];
  if (!isOutOfTime(last)) return last;
  const earlier = attempts.findLast(({ faults }) => !isOutOfTime(faults));
  return [...earlier?.faults ?? [], ...last];
}
function isOutOfTime(faults) {
  return faults.every(({ id }) => id === "timeout/deadline");
}
function hasOtherUpstream(list, fault, witnesses) {
  if (fault === null || witnesses.length === 0) return false;
  const failed4 = new Set(witnesses.map(({ proxy }) => proxy));
  const isUpstream = ({ kind }) => kind === "http" || kind === "file";
  return groupOf(list, fault).some((entry) => isUpstream(entry) && !failed4.has(entry.display));
}
function groupOf(list, { proxy }) {
  return list.groups.find((entries) => entries.some(({ display }) => display === proxy)) ?? [];
}

// src/run/cancelled.ts
var cancelled = statedFault({
  id: "killed/cancelled",
  message: "The job was cancelled."
});

// src/run/fault-context.ts
function faultContext({ project, env, fork }, list) {
  const go = project.env;
  const { https, http } = forwardProxies(env);
  return {
    goVersion: go.GOVERSION,
    goproxy: displayGoproxyList(list),
    goprivate: go.GOPRIVATE,
    platform: process.platform,
    forwardProxies: { https: settingOf(https), http: settingOf(http) },
    fork,
    ...env.GITHUB_REPOSITORY !== void 0 && { repository: env.GITHUB_REPOSITORY }
  };
}
function settingOf(proxy) {
  if (proxy === null) return null;
  return { host: proxy.host, hasCredentials: urlAuthorization(proxy) !== null };
}

// src/download/go-environment.ts
function goEnvironment({
  env,
  goproxy,
  http1,
  hasSshCommand,
  platform
}) {
  const ours = { GOPROXY: goproxy, LC_ALL: "C", GIT_TERMINAL_PROMPT: "0" };
  if (!hasSshCommand) ours.GIT_SSH_COMMAND = "ssh -o BatchMode=yes";
  if (http1) ours.GODEBUG = withHttp1(env.GODEBUG ?? "");
  return withVariables(env, ours, platform);
}
function withVariables(env, ours, platform) {
  const theirs = Object.entries(env).filter(([name2]) => !isOneOf(Object.keys(ours), name2, platform));
  return { ...Object.fromEntries(theirs), ...ours };
}
function isOneOf(names2, name2, platform) {
  return names2.includes(platform === "win32" ? name2.toUpperCase() : name2);
}

// src/text/bounded-lines.ts
function createBoundedLines(limits) {
  const head = [];
  const tail = [];
  let next = 0;
  let total = 0;
  return {
    push: (line) => {
      total++;
      if (head.length < limits.first) head.push(line);
      else {
        tail[next] = line;
        next = (next + 1) % limits.last;
      }
    },
    lines: () => {
      const missing = total - head.length - tail.length;
      if (missing === 0) return [...head, ...tail];
      return [...head, `\u2026 ${missing} lines left out \u2026`, ...tail.slice(next), ...tail.slice(0, next)];
    }
  };
}

// src/download/json-stream.ts
function createModuleRecords() {
  const modules = [];
  let object2 = [];
  function close() {
    if (object2.length === 0) return;
    const record = moduleRecord(object2.join("\n"));
    if (record !== null) modules.push(record);
    object2 = [];
  }
  return {
    push: (line) => {
      if (line.startsWith("{")) close();
      else if (object2.length === 0) return;
      object2.push(line);
      if (line === "}" || object2.length === 1 && line.endsWith("}")) close();
    },
    end: () => {
      close();
      return modules;
    }
  };
}
var longestField = 16384;
var told = pipe(
  string(),
  transform((text2) => text2.slice(0, longestField))
);
var optional2 = fallback(optional(told, ""), "");
var printedModule = object({
  Path: pipe(told, nonEmpty()),
  Version: optional2,
  Error: optional2
});
function moduleRecord(text2) {
  const parsed = parseJson(printedModule, text2);
  if (parsed.kind === "unreadable") return null;
  const { Path, Version, Error: error } = parsed.value;
  return { path: Path, version: Version, ...error !== "" && { error } };
}

// src/download/x-lines.ts
function readXLine(line) {
  if (line.startsWith("# get ")) return readRequest(line.slice("# get ".length));
  if (line.startsWith("# lock "))
    return { kind: "lock", dir: line.slice("# lock ".length).replace(/\.lock$/, "") };
  const repository = /^mkdir -p (.+) # [a-z]+\d* (\S+)$/.exec(line);
  if (repository) return { kind: "repository", dir: repository[1] ?? "", remote: repository[2] ?? "" };
  const ping = /^(?:git ls-remote|hg identify|svn info|bzr info) (?:.* )?([^\s:]+:\/\/\S+)$/.exec(line);
  if (ping) return { kind: "ping", remote: ping[1] ?? "" };
  if (/^cd (?:\/|[A-Za-z]:\\)[^;]*$/.test(line)) return { kind: "folder" };
  const command = /^(?:(\d+\.\d+s) # )?cd ([^;]+); (.+)$/.exec(line);
  if (!command) return null;
  const [, seconds, dir = "", text2 = ""] = command;
  return { kind: seconds === void 0 ? "command-start" : "command-end", dir, command: text2 };
}
function readRequest(text2) {
  const end = text2.indexOf(": ");
  if (end === -1) return { kind: "request", request: { url: text2, outcome: null, seconds: null } };
  const [, outcome = "", seconds] = /^(.*?)(?: \((\d+\.\d+)s\))?$/.exec(text2.slice(end + 2)) ?? [];
  return {
    kind: "request",
    request: { url: text2.slice(0, end), outcome, seconds: seconds === void 0 ? null : Number(seconds) }
  };
}
var passing = /^go: (?:downloading|extracting|finding|warning:|disabling cache|writing (?:stat|go\.mod) cache)/;
function isLastMessage(line) {
  return line.startsWith("go: ") && !passing.test(line);
}
function createXLog() {
  const awaited = /* @__PURE__ */ new Map();
  const asked = /* @__PURE__ */ new Set();
  const zips = /* @__PURE__ */ new Set();
  const commands = /* @__PURE__ */ new Map();
  const remotes = /* @__PURE__ */ new Map();
  let repository = null;
  let pinged = null;
  let isOver = false;
  let sent = 0;
  let failed4 = 0;
  function onRequest({ url, outcome }) {
    const waiting = awaited.get(url) ?? 0;
    if (outcome === null) {
      sent++;
      asked.add(url);
      awaited.delete(url);
      awaited.set(url, waiting + 1);
      return;
    }
    if (waiting > 1) awaited.set(url, waiting - 1);
    else awaited.delete(url);
    if (!outcome.startsWith("200 ")) failed4++;
    else if (url.endsWith(".zip")) zips.add(url);
  }
  function on(line) {
    pinged = line.kind === "ping" ? line.remote : null;
    if (line.kind === "request") onRequest(line.request);
    else if (line.kind === "command-start") commands.set(`${line.dir}
${line.command}`, line);
    else if (line.kind === "command-end") commands.delete(`${line.dir}
${line.command}`);
    else if (line.kind === "repository") repository = line.remote;
    else if (line.kind === "lock" && repository !== null) remotes.set(line.dir, repository);
  }
  return {
    push: (text2) => {
      isOver ||= isLastMessage(text2);
      const line = isOver ? null : readXLine(text2);
      if (line !== null) on(line);
      return line;
    },
    asked: () => asked,
    counts: () => ({ sent, failed: failed4 }),
    awaited: () => [...awaited.keys()],
    zipsBegun: () => [...zips],
    pinged: () => pinged,
    commands: () => [...commands.values()].map((command) => ({ ...command, remote: remotes.get(command.dir) ?? null }))
  };
}

// src/download/go-output.ts
var keptLines = { first: 400, last: 1600 };
function createGoOutput({ redact, onRequest }) {
  const xLog = createXLog();
  const records = createModuleRecords();
  const messages = createBoundedLines(keptLines);
  let lines = 0;
  return {
    xLog,
    linesSeen: () => lines,
    onStdout: (line) => {
      lines++;
      records.push(line);
    },
    onStderr: (line) => {
      lines++;
      const known2 = xLog.push(line);
      if (known2?.kind === "request") onRequest?.({ ...known2.request, url: redact(known2.request.url) });
      if (known2 !== null) return;
      messages.push(redact(line));
    },
    result: () => ({
      modules: records.end().map((module) => module.error === void 0 ? module : { ...module, error: redact(module.error) }),
      stderr: messages.lines(),
      requests: xLog.counts()
    })
  };
}

// src/download/leftovers.ts
import { realpath } from "node:fs/promises";
import { basename as basename2, dirname as dirname2, join as join3, sep } from "node:path";

// src/platform/exec.ts
import { AsyncLocalStorage } from "node:async_hooks";
import { ChildProcess } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { setTimeout as sleep } from "node:timers/promises";
async function execute({
  setsid,
  command,
  args,
  cwd,
  env,
  limitMs
}) {
  const relative4 = [setsid, command].find((path) => !isAbsoluteProgram(path, process.platform));
  if (relative4 !== void 0) return notStarted(`"${relative4}" is not an absolute path`);
  const { getExecOutput } = await import("./exec-I3NCIAIJ.js");
  const options2 = { cwd, env: definedOf(env), silent: true, ignoreReturnCode: true };
  const over = new AbortController();
  const { result, end } = watchStart(
    over.signal,
    () => getExecOutput(`"${setsid}"`, [command, ...args], options2)
  );
  try {
    return await Promise.race([captured(result), late(limitMs, over.signal)]);
  } finally {
    over.abort();
    await end();
  }
}
function watchStart(over, start) {
  const inside = new AsyncLocalStorage();
  let child;
  const onProcess = (message) => {
    const started = typeof message === "object" && message !== null && Reflect.get(message, "process");
    if (!inside.getStore() || !(started instanceof ChildProcess)) return;
    child = started;
    started.once("spawn", () => over.aborted && started.kill("SIGKILL"));
  };
  const onExit = () => child?.pid !== void 0 && killGroupNow(child.pid);
  subscribe("child_process", onProcess);
  process.once("exit", onExit);
  const result = inside.run(true, start).finally(() => unsubscribe("child_process", onProcess));
  const end = async () => {
    child?.kill("SIGKILL");
    if (child?.pid !== void 0) await endGroup(child.pid, { graceMs: 0 });
    process.removeListener("exit", onExit);
  };
  return { result, end };
}
async function captured(result) {
  try {
    const { exitCode, stdout, stderr } = await result;
    return { end: { kind: "exited", code: exitCode }, stdout, stderr };
  } catch (error) {
    return notStarted(String(error));
  }
}
async function late(limitMs, signal) {
  await sleep(limitMs, void 0, { signal }).catch(() => {
  });
  return { end: { kind: "limit", limitMs }, stdout: "", stderr: "" };
}
function notStarted(message) {
  return { end: { kind: "not-started", message }, stdout: "", stderr: "" };
}
function definedOf(env) {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name2, value]) => value === void 0 ? [] : [[name2, value]])
  );
}

// src/download/growing-files.ts
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join as join2 } from "node:path";
async function temporaryFilesOf(gomodcache, module) {
  const place = join2(gomodcache, "cache", "download", fileName({ ...module, kind: "zip" }));
  const start = basename(place).slice(0, -"zip".length);
  const names2 = (await entriesOf(dirname(place))).map(({ name: name2 }) => name2);
  return measure(
    names2.filter((name2) => name2.startsWith(start) && isTemporary(name2.slice(start.length))).map((name2) => join2(dirname(place), name2))
  );
}
async function isInPlace(gomodcache, file) {
  const found = await stat(join2(gomodcache, "cache", "download", fileName(file))).catch(() => null);
  return found !== null;
}
async function searchTree(dir, options2) {
  const kept = [];
  const folders = [dir];
  let seen2 = 0;
  for (let folder = folders.shift(); folder !== void 0 && seen2 < options2.maxEntries; folder = folders.shift()) {
    for (const entry of await entriesOf(folder)) {
      seen2++;
      if (entry.isDirectory()) folders.push(join2(folder, entry.name));
      else if (options2.keep(entry.name)) kept.push(join2(folder, entry.name));
    }
  }
  return measure(kept);
}
function isTemporary(name2) {
  return /^(?:.*\.)?(?:zip|info|mod|ziphash|list)\d+\.tmp$/.test(name2);
}
async function measure(files) {
  const measured = await Promise.all(
    files.map(async (file) => {
      const found = await stat(file).catch(() => null);
      return found === null ? null : { file, sizeBytes: found.size, bornMs: found.birthtimeMs };
    })
  );
  return measured.filter((file) => file !== null);
}
async function entriesOf(folder) {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}

// src/download/leftovers.ts
var noticedLateMs = 1e3;
var unlockedLimitMs = 1e3;
async function removeLeftovers(run) {
  const versions = new Map(run.requested.map((file) => [`${file.path}@${file.version}`, file]));
  const found = await Promise.all([
    ...[...versions.values()].map((file) => temporaryFilesOf(run.gomodcache, file)),
    ...(await repositoriesOf(run)).map(
      (dir) => searchTree(dir, { keep: isUnfinishedByGit, maxEntries: 5e3 })
    )
  ]);
  const own = found.flat().filter((file) => wasBornIn(run, file));
  const doubtful = found.flat().filter(({ bornMs }) => isSoonAfter(run, bornMs));
  const cache = await realpath(run.gomodcache).catch(() => run.gomodcache);
  const held = run.held.filter((file) => file.startsWith(cache + sep) && isTemporary(basename2(file)));
  const names2 = [.../* @__PURE__ */ new Set([...own.map(({ file }) => file), ...held])];
  const removed = await Promise.all([
    ...names2.map(async (name2) => await isRemoved(name2, run) ? name2 : null),
    ...doubtful.map(async ({ file }) => await removeUnlocked(file, run) ? file : null)
  ]);
  return removed.filter((name2) => name2 !== null);
}
function isUnfinishedByGit(name2) {
  return name2.endsWith(".lock") || /^tmp_(?:pack|idx|obj|rev|mtimes)_/.test(name2);
}
function wasBornIn({ fromMs, untilMs }, { bornMs }) {
  return bornMs >= fromMs - 2e3 && bornMs <= untilMs;
}
function isSoonAfter({ untilMs }, bornMs) {
  return bornMs > untilMs && bornMs <= untilMs + noticedLateMs;
}
async function removeUnlocked(file, { env, gomodcache, programs: { flock, setsid, rm } }) {
  const [, version] = /^(.+)\.zip\d+\.tmp$/.exec(basename2(file)) ?? [];
  if (version === void 0) return false;
  const lock = join3(dirname2(file), `${version}.lock`);
  const folder = await realpath(dirname2(file)).catch(() => null);
  const cache = await realpath(gomodcache).catch(() => null);
  if (!flock || !setsid || !rm || folder === null || cache === null || !isBelow(cache, folder)) return false;
  const args = ["-n", lock, rm, "-f", file];
  const { end } = await execute({
    setsid,
    command: flock,
    args,
    cwd: gomodcache,
    env,
    limitMs: unlockedLimitMs
  });
  return end.kind === "exited" && end.code === 0;
}
async function isRemoved(file, { gomodcache }) {
  return (await remove(file, { below: gomodcache })).kind === "removed";
}
async function repositoriesOf({ gomodcache, repositories }) {
  const vcs = await realpath(join3(gomodcache, "cache", "vcs")).catch(() => null);
  const real = await Promise.all(repositories.map((dir) => realpath(dir).catch(() => null)));
  return repositories.filter((_, index) => {
    const dir = real[index];
    return vcs !== null && typeof dir === "string" && dirname2(dir) === vcs;
  });
}

// src/download/requested-file.ts
function proxyBases(goproxy) {
  return goproxy.split(/[,|]/).map((entry) => entry.trim()).filter((entry) => entry !== "direct" && entry !== "off").map((entry) => parseUrl(/^\w+:/.test(entry) ? entry : `https://${entry}`)).filter((url) => url !== null).filter(({ protocol }) => protocol !== "file:").map((url) => `${url.host}${trimEnd(url.pathname, "/")}/`);
}
function requestedFile(url, bases) {
  const parsed = parseUrl(url);
  if (parsed === null) return null;
  const place = `${parsed.host}${parsed.pathname}`;
  const base = bases.filter((candidate) => place.startsWith(candidate)).reduce(
    (longest, candidate) => candidate.length > (longest?.length ?? -1) ? candidate : longest,
    null
  );
  const name2 = base === null ? null : decode(place.slice(base.length));
  return name2 === null ? null : parseFileName(name2);
}
function parseUrl(text2) {
  return URL.canParse(text2) ? new URL(text2) : null;
}
function decode(text2) {
  try {
    return decodeURIComponent(text2);
  } catch {
    return null;
  }
}

// src/download/vital-signs.ts
import { join as join4 } from "node:path";

// src/platform/processor-time.ts
import { dirname as dirname3 } from "node:path";
async function groupCpuMs(pid, options2) {
  if (options2.platform === "linux") {
    const members = await linuxGroup(pid);
    return members.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  }
  if (options2.platform === "win32") {
    const text3 = await output(options2, ["/V", "/NH", "/FO", "CSV", "/FI", `PID eq ${pid}`]);
    return text3 === null ? null : tasklistCpuMs(text3);
  }
  const text2 = await output(options2, ["-A", "-o", "pgid=,time="]);
  return text2 === null ? null : psCpuMs(text2, pid);
}
async function output({ program, limitMs, signal }, args) {
  const cwd = dirname3(program);
  const { end, stdout } = await captureCommand({
    command: program,
    args,
    cwd,
    env: process.env,
    limitMs,
    signal,
    graceMs: 0
  });
  return end.kind === "exited" && end.code === 0 ? stdout : null;
}
function psCpuMs(text2, pgid) {
  let sum = 0;
  for (const line of text2.split("\n")) {
    const [group, time] = line.trim().split(/\s+/);
    if (time !== void 0 && Number(group) === pgid) sum += clockTimeMs(time);
  }
  return sum;
}
function tasklistCpuMs(text2) {
  const time = /^(?:"[^"]*",){7}"(\d+:\d\d:\d\d)"/m.exec(text2)?.[1];
  return time === void 0 ? null : clockTimeMs(time);
}
function clockTimeMs(time) {
  const [clock = "", days = "0"] = time.split("-").reverse();
  const seconds = clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return (Number(days) * 86400 + seconds) * 1e3;
}

// src/download/vital-signs.ts
var maxVcsEntries = 500;
var maxSearchEntries = 2e4;
var processTimesLimitMs = 5e3;
function createVitalSigns(options2) {
  const { gomodcache, bases, xLog, stallMs, processTimes: program, over: signal } = options2;
  const complete = /* @__PURE__ */ new Set();
  let lastLines = 0;
  let lastFiles = "";
  let nextSearchIdleMs = stallMs / 2;
  async function underWay() {
    const begun = xLog.zipsBegun().filter((url) => !complete.has(url));
    const open2 = await openZips({ gomodcache, bases, urls: begun });
    for (const url of begun) if (!open2.includes(url)) complete.add(url);
    const urls = [...open2, ...xLog.awaited()];
    const modules = urls.map((url) => requestedFile(url, bases)).filter((file) => file !== null);
    const repositories = new Set(xLog.commands().map(({ dir }) => dir));
    const found = await Promise.all([
      ...modules.map((module) => temporaryFilesOf(gomodcache, module)),
      ...[...repositories].map((dir) => repositoryFiles(dir))
    ]);
    return found.flat();
  }
  async function search(idleMs) {
    if (idleMs < stallMs / 2) nextSearchIdleMs = stallMs / 2;
    if (idleMs < nextSearchIdleMs) return null;
    nextSearchIdleMs = idleMs + stallMs / 8;
    const files = await searchTree(join4(gomodcache, "cache", "download"), {
      keep: isTemporary,
      maxEntries: maxSearchEntries
    });
    return asText(files);
  }
  const cpuTimeMs = () => groupCpuMs(options2.pid, {
    platform: process.platform,
    program,
    signal,
    limitMs: processTimesLimitMs
  });
  return {
    sample: async (lines, idleMs) => {
      if (lines !== lastLines) {
        lastLines = lines;
        return { lines, files: lastFiles, search: null, cpuMs: null };
      }
      lastFiles = asText(await underWay());
      const cpuMs = idleMs >= stallMs / 4 ? await cpuTimeMs() : null;
      return { lines, files: lastFiles, search: await search(idleMs), cpuMs };
    }
  };
}
async function openZips(options2) {
  const open2 = await Promise.all(
    options2.urls.map(async (url) => {
      const file = requestedFile(url, options2.bases);
      return file !== null && !await isInPlace(options2.gomodcache, file);
    })
  );
  return options2.urls.filter((_, index) => open2[index]);
}
async function repositoryFiles(dir) {
  const all = () => true;
  const packs = await searchTree(join4(dir, "objects", "pack"), { keep: all, maxEntries: maxVcsEntries });
  return [...packs, ...await searchTree(dir, { keep: all, maxEntries: maxVcsEntries })];
}
function asText(files) {
  return files.map(({ file, sizeBytes }) => `${file}	${sizeBytes}`).sort().join("\n");
}

// src/download/watchdog.ts
function beginWatch(atMs) {
  return { idleMs: 0, atMs, lines: 0, files: "", search: null, cpuMs: null };
}
function afterSample(watch, sample, atMs, limits) {
  const alive = showsLife(watch, sample, limits);
  return {
    idleMs: alive ? 0 : watch.idleMs + Math.min(Math.max(0, atMs - watch.atMs), limits.maxStepMs),
    atMs,
    lines: sample.lines,
    files: sample.files,
    search: sample.search ?? watch.search,
    // Small amounts add up until the next sign of life: a slow unpack uses little at a time.
    cpuMs: alive ? sample.cpuMs : watch.cpuMs ?? sample.cpuMs
  };
}
function isStalled(watch, { stallMs }) {
  return watch.idleMs >= stallMs;
}
function leastCpuMs(stallMs) {
  return Math.max(20, stallMs / 300);
}
function showsLife(watch, sample, { stallMs }) {
  if (sample.lines !== watch.lines || sample.files !== watch.files) return true;
  if (sample.search !== null && watch.search !== null && sample.search !== watch.search) return true;
  return sample.cpuMs !== null && watch.cpuMs !== null && sample.cpuMs - watch.cpuMs >= leastCpuMs(stallMs);
}

// src/download/watch-go.ts
async function watchGo({
  vitalSigns,
  linesSeen,
  clock,
  stallMs,
  over
}) {
  const everyMs = Math.max(10, Math.min(1e3, stallMs / 20));
  const limits = { stallMs, maxStepMs: 2 * everyMs };
  let watch = beginWatch(clock.now());
  while (!isStalled(watch, limits)) {
    await clock.sleep(everyMs, over).catch(() => {
    });
    if (over.aborted) return null;
    watch = afterSample(watch, await vitalSigns.sample(linesSeen(), watch.idleMs), clock.now(), limits);
  }
  return watch.idleMs;
}

// src/download/go-mod-download.ts
async function goModDownload(options2) {
  const { clock, redact = (text2) => text2 } = options2;
  const startedMs = clock.now();
  const output2 = createGoOutput({ redact, onRequest: options2.onRequest });
  const run = await runWatched(options2, output2);
  const wasCut = run.end.kind === "aborted" || run.end.kind === "limit";
  const lastUrl = wasCut ? await suspectUrl(options2, output2) : null;
  const complete = run.end.kind === "exited" && run.end.code === 0;
  return {
    scope: options2.scope.name,
    exit: exitOf(run, lastUrl === null ? null : redact(lastUrl)),
    ...output2.result(),
    ms: clock.now() - startedMs,
    removed: complete ? [] : await removeLeftovers({ ...touched(options2, output2), ...run })
  };
}
async function runWatched(options2, output2) {
  const { clock, stallMs, gomodcache, scope, signal, go } = options2;
  const env = await environment(options2);
  const fromMs = clock.date().getTime();
  const stalled = new AbortController();
  const over = new AbortController();
  let watching = Promise.resolve(null);
  let untilMs = null;
  let held = [];
  const end = await runCommand({
    command: go,
    args: ["mod", "download", "-json", "-x"],
    cwd: scope.dir,
    env,
    signal: AbortSignal.any([signal, stalled.signal]),
    limitMs: options2.deadlineMs,
    maxLineLength: 1048576,
    onStdout: output2.onStdout,
    onStderr: output2.onStderr,
    onStart: (pid) => {
      const bases = proxyBases(options2.goproxy);
      const watched = { gomodcache, bases, xLog: output2.xLog, pid, stallMs };
      const vitalSigns = createVitalSigns({
        ...watched,
        processTimes: options2.programs.processTimes,
        over: over.signal
      });
      watching = watchGo({ vitalSigns, linesSeen: output2.linesSeen, clock, stallMs, over: over.signal });
      void watching.then((idleMs) => idleMs !== null && stalled.abort());
    },
    onCut: async (pid) => {
      untilMs = clock.date().getTime();
      held = await groupOpenFiles(pid);
    }
  });
  over.abort();
  const stalledMs = await watching;
  return { end, stalledMs, held, fromMs, untilMs: untilMs ?? clock.date().getTime() - 50 };
}
function exitOf({ end, stalledMs }, lastUrl) {
  switch (end.kind) {
    case "limit":
      return { kind: "deadline", limitMs: end.limitMs, lastUrl };
    case "aborted":
      return stalledMs === null ? { kind: "cancelled" } : { kind: "stalled", idleMs: Math.round(stalledMs), lastUrl };
    default:
      return end;
  }
}
async function suspectUrl({ gomodcache, goproxy }, { xLog }) {
  const waited = xLog.awaited().at(-1);
  if (waited !== void 0) return waited;
  const zips = await openZips({ gomodcache, bases: proxyBases(goproxy), urls: xLog.zipsBegun() });
  return zips.at(-1) ?? xLog.commands().at(-1)?.remote ?? xLog.pinged();
}
function touched({ gomodcache, goproxy, env, programs }, { xLog }) {
  const bases = proxyBases(goproxy);
  const requested = [...xLog.asked()].map((url) => requestedFile(url, bases)).filter((file) => file !== null);
  return { gomodcache, env, programs, requested, repositories: xLog.commands().map(({ dir }) => dir) };
}
async function environment(options2) {
  const { env, goproxy, http1 } = options2;
  const hasSshCommand = env.GIT_SSH_COMMAND || env.GIT_SSH ? true : await gitHasSshCommand(options2);
  return goEnvironment({ env, goproxy, http1: http1 === true, hasSshCommand, platform: process.platform });
}
var gitConfigLimitMs = 1e4;
async function gitHasSshCommand(options2) {
  const { scope, env, signal, deadlineMs, programs } = options2;
  if (programs.git === null) return false;
  const { stdout } = await captureCommand({
    command: programs.git,
    args: ["config", "--get", "core.sshCommand"],
    cwd: scope.dir,
    env,
    signal,
    limitMs: Math.min(gitConfigLimitMs, deadlineMs)
  });
  return stdout !== "";
}

// src/run/go-round.ts
var goStallFactor = 6;
async function goRound(setup, world, request) {
  const done = new Set(request.done);
  const downloads = [];
  for (const scope of setup.project.scopes.filter(({ name: name2 }) => !done.has(name2))) {
    const download = await inScope(setup, world, scope, request);
    downloads.push(download);
    if (download.exit.kind === "exited" && download.exit.code === 0) done.add(scope.name);
    else if (download.exit.kind !== "exited") break;
  }
  return { complete: done.size === setup.project.scopes.length, done, downloads };
}
async function inScope(setup, world, scope, { goproxy, deadlineMs, http1 }) {
  const { clock, signal, redact, log, progress } = world;
  let requests = 0;
  log.debug(`go mod download in ${scope.name}`);
  const download = await goModDownload({
    go: setup.go,
    programs: setup.programs,
    scope,
    env: { ...setup.env, ...scope.env },
    gomodcache: setup.project.env.GOMODCACHE,
    goproxy,
    stallMs: setup.inputs.stallTimeoutMs * goStallFactor,
    deadlineMs: Math.max(0, deadlineMs - clock.now()),
    signal,
    clock,
    http1,
    redact,
    onRequest: () => progress(`go mod download: ${++requests} requests`)
  });
  progress(null);
  for (const file of download.removed) log.debug(`removed ${file}, which go had left half-written`);
  return download;
}
function requestsOf2({ downloads }) {
  return downloads.reduce((sum, { requests }) => sum + requests.sent, 0);
}
function refusesContent({ downloads }) {
  return witnessesOf(downloads).lines.some(
    (line) => /\bverifying |^SECURITY ERROR/.test(line) && !/: reading https?:/.test(line)
  );
}
function witnessesOf(downloads) {
  const failed4 = downloads.filter(({ exit: exit2 }) => exit2.kind !== "exited" || exit2.code !== 0);
  const modules = failed4.flatMap(({ modules: modules2 }) => modules2.flatMap(asWitness));
  const lines = failed4.flatMap(({ stderr, modules: modules2 }) => [
    ...stderr,
    ...modules2.flatMap(asWitness).flatMap(asLines)
  ]);
  const exit = failed4.at(-1)?.exit;
  return { lines, modules, ...exit && { exit } };
}
function asWitness({ path, version, error }) {
  return error === void 0 ? [] : [{ path, version, error }];
}
function asLines({ path, version, error }) {
  const named = error.includes(path) ? error : `${path}@${version}: ${error}`;
  return `go: ${named}`.split("\n");
}

// src/run/attempts.ts
async function downloadInAttempts(setup, world, {
  list,
  fetcher,
  plan,
  deadlineMs
}) {
  const { clock, log, signal } = world;
  const attempts = [];
  const dropped = [];
  let done = /* @__PURE__ */ new Set();
  let http1 = false;
  let requests = 0;
  for (let number = 1; ; number++) {
    const startedMs = clock.now();
    const round = await log.group(
      `Attempt ${number} of at most ${setup.inputs.attempts}`,
      () => fetchAndDownload(setup, world, { list, fetcher, deadlineMs, http1, done })
    );
    done = round.go.done;
    requests += requestsOf2(round.go);
    const attempt = classifyAndDecide(setup, world, {
      ...round,
      list,
      number,
      deadlineMs,
      dropped,
      startedMs,
      http1
    });
    attempts.push(attempt);
    logAttempt(attempt, world);
    const { decision } = attempt;
    const outcome = { complete: round.go.complete, done, requests };
    if (decision.kind !== "retry") return withFaults(outcome, attempts);
    for (const module of decision.drop) await dropModule(setup.project.env.GOMODCACHE, module);
    if (decision.drop.length > 0) plan.modsRemoved();
    dropped.push(...decision.drop);
    http1 ||= decision.http1;
    const isCancelled = await clock.sleep(decision.afterMs, signal).then(
      () => false,
      () => true
    );
    if (isCancelled) return withFaults(outcome, [...attempts.slice(0, -1), cancelledAfter(attempt)]);
  }
}
function withFaults(outcome, attempts) {
  const classifications = attempts.map(({ classification }) => classification);
  const faults = faultsOfDownload({ complete: outcome.complete, attempts: classifications });
  return { ...outcome, attempts, faults };
}
function cancelledAfter(attempt) {
  const faults = [cancelled, ...attempt.classification.faults];
  return {
    ...attempt,
    classification: { primary: cancelled, faults },
    decision: { kind: "stop", reason: "the job was cancelled in the pause before the next attempt" }
  };
}
async function fetchAndDownload(setup, world, request) {
  for (; ; ) {
    const fetched = await request.fetcher.fetch(request.deadlineMs);
    const goproxy = goproxyOf(request, fetched);
    if (goproxy === null) return { fetched, go: { complete: false, done: request.done, downloads: [] } };
    const go = await goRound(setup, world, { ...request, goproxy });
    for (const download of go.downloads) world.log.info(outcomeOf(download));
    if (go.complete || !refusesContent(go) || !await request.fetcher.replaceUnlisted())
      return { fetched, go };
    world.log.warn(
      "go refused bytes that did not come from it; they were removed and are asked of another source."
    );
  }
}
function goproxyOf({ list, fetcher }, { mustNotAsk: mustNotAsk2, witnesses }) {
  const patient = withoutEntries(list, mustNotAsk2);
  if (patient === null) return null;
  const ended = endedBefore(
    patient,
    fetcher.redirectors().map(({ proxy }) => proxy)
  );
  if (ended !== null) return formatGoproxyList(ended);
  return witnesses.length > 0 ? null : "off";
}
function outcomeOf({ scope, exit, ms, requests }) {
  const ended = exit.kind === "exited" ? exit.code === 0 ? "done" : `exit code ${exit.code}` : exit.kind;
  const where = scope === "." ? "" : ` in ${scope}`;
  return `go mod download${where}: ${ended}, ${(ms / 1e3).toFixed(1)} s, ${requests.sent} requests`;
}
function classifyAndDecide(setup, { clock, random, redact, signal }, attempt) {
  const { fetched, go, list, number } = attempt;
  const seen2 = witnessesOf(go.downloads);
  const godebug = setup.env.GODEBUG ?? setup.project.env.GODEBUG;
  const exit = signal.aborted ? { exit: { kind: "cancelled" } } : {};
  const witnesses = { ...seen2, ...exit, fetch: fetched.witnesses, context: faultContext(setup, list) };
  const classification = go.complete ? { primary: null, faults: [] } : withDecidingFault(list, classify(witnesses, { redact }));
  const decision = decide({
    complete: go.complete,
    classification,
    attempt: number,
    maxAttempts: setup.inputs.attempts,
    remainingMs: attempt.deadlineMs - clock.now(),
    retryAfterMs: fetched.retryAfterMs,
    otherUpstream: hasOtherUpstream(list, classification.primary, fetched.witnesses),
    godebug: attempt.http1 ? withHttp1(godebug) : godebug,
    dropped: attempt.dropped,
    random
  });
  return {
    number,
    ms: clock.now() - attempt.startedMs,
    goproxy: displayGoproxyList(list),
    classification,
    decision,
    excerpt: go.complete || seen2.lines.length === 0 ? null : excerptOf(seen2.lines, classification, { redact })
  };
}
function logAttempt({ number, classification: { primary }, decision }, { log }) {
  if (primary === null && decision.kind === "done") return;
  const what = primary === null ? "failed" : `failed: ${primary.id}${primary.module === null ? "" : `, ${primary.module}`}`;
  log.info(`Attempt ${number} ${what}`);
  log.info(nextStep(decision));
}
function nextStep(decision) {
  switch (decision.kind) {
    case "done":
      return "";
    case "retry":
      return `Next attempt ${decision.afterMs === 0 ? "at once" : `in ${(decision.afterMs / 1e3).toFixed(1)} s`}: ${decision.reason}`;
    case "stop":
      return `No further attempt: ${decision.reason}`;
  }
}

// src/modcache/inventory.ts
import { lstat, readdir as readdir2, readFile } from "node:fs/promises";
import { join as join5 } from "node:path";
function createInventory(gomodcache) {
  const download = join5(gomodcache, "cache", "download");
  const listings = /* @__PURE__ */ new Map();
  const namesIn = (folder) => {
    const listing = listings.get(folder) ?? listFolder(join5(download, folder));
    listings.set(folder, listing);
    return listing;
  };
  const sizeOf = async (file) => {
    if ((await namesIn("")).size === 0) return null;
    const name2 = fileName(file);
    const slash = name2.lastIndexOf("/");
    const names2 = await namesIn(name2.slice(0, slash));
    return names2.has(name2.slice(slash + 1)) ? sizeAt(join5(download, name2)) : null;
  };
  return {
    sizeOf,
    readMod: async ({ path, version }) => {
      const file = { path, version, kind: "mod" };
      if (await sizeOf(file) === null) return null;
      return readFile(join5(download, fileName(file)), "utf8").catch(() => null);
    }
  };
}
async function presentFiles({ sizeOf }, files) {
  const sizes = await Promise.all(files.map(async (file) => [fileName(file), await sizeOf(file)]));
  return new Map(sizes.flatMap(([name2, size]) => size === null ? [] : [[name2, size]]));
}
async function listFolder(path) {
  return new Set(await readdir2(path).catch(() => []));
}
async function sizeAt(path) {
  const found = await lstat(path).catch(() => null);
  return found?.isFile() && found.size > 0 ? found.size : null;
}

// src/go/modfile-syntax.ts
var mostDirectives = 1e5;
function readDirectives(text2, take) {
  let block = null;
  let wrong = null;
  let count = 0;
  const give = (directive) => {
    count++;
    if (count > mostDirectives)
      return malformed(directive.line, `there are more than ${mostDirectives} lines of directives`);
    const problem4 = wrong === null ? take(directive) : null;
    if (problem4 !== null) wrong = malformed(directive.line, problem4);
    return null;
  };
  let line = 0;
  for (let start = 0; start <= text2.length; ) {
    const end = lineEnd(text2, start);
    line++;
    const scanned = scanLine(text2, start, end);
    start = end + 1;
    if (typeof scanned === "string") return malformed(line, scanned);
    const { tokens, comment } = scanned;
    const [first] = tokens;
    if (first === void 0) continue;
    if (/^(?:<{7}|={7}|>{7})/.test(first)) return malformed(line, "a merge conflict was left unresolved");
    let tooMany = null;
    if (block !== null) {
      if (first !== ")") tooMany = give({ verb: block.verb, args: tokens, comment, line, inBlock: true });
      else if (tokens.length > 1)
        return malformed(line, "nothing may follow the parenthesis that closes a block");
      else block = null;
    } else {
      const opened = openedBlock(tokens);
      if (opened === null)
        tooMany = give({ verb: first, args: tokens.slice(1), comment, line, inBlock: false });
      else if (!opened.closed) block = { verb: opened.verb, line };
    }
    if (tooMany !== null) return tooMany;
  }
  if (block !== null) return malformed(block.line, "the block that starts here is never closed");
  return wrong ?? { kind: "ok" };
}
function malformed(line, message) {
  return { kind: "malformed", line, message };
}
function lineEnd(text2, start) {
  const end = text2.indexOf("\n", start);
  return end === -1 ? text2.length : end;
}
function openedBlock(tokens) {
  const closed = tokens.at(-1) === ")" && tokens.at(-2) === "(";
  if (!(closed || tokens.at(-1) === "(")) return null;
  const head = tokens.slice(0, closed ? -2 : -1);
  return head.length === 0 ? null : { verb: head.join(" "), closed };
}
function scanLine(text2, start, lineEnd2) {
  let end = lineEnd2;
  while (end > start && isBlank(text2.charCodeAt(end - 1))) end--;
  const tokens = [];
  let at = start;
  while (at < end) {
    const character = text2.charAt(at);
    if (isBlank(text2.charCodeAt(at))) at++;
    else if (text2.startsWith("//", at)) return { tokens, comment: text2.slice(at, end) };
    else if (text2.startsWith("/*", at)) return "comments start with //, not with /*";
    else if ("()[]{},".includes(character)) {
      tokens.push(character);
      at++;
    } else {
      const quoted = character === '"' || character === "`";
      const after = quoted ? stringEnd(text2, at, end) : wordEnd(text2, at, end);
      if (after === at) return describeCharacter(text2, at);
      tokens.push(text2.slice(at, after));
      at = after;
    }
  }
  return { tokens, comment: null };
}
function isBlank(code) {
  return code === 32 || code === 9 || code === 13;
}
function stringEnd(text2, start, end) {
  const quote = text2.charAt(start);
  for (let at = start + 1; at < end; at++) {
    if (text2.charAt(at) === quote) return at + 1;
    if (quote === '"' && text2.charAt(at) === "\\") at++;
  }
  return start;
}
function wordEnd(text2, start, end) {
  let at = start;
  while (at < end) {
    const point = text2.codePointAt(at) ?? 0;
    if (!isWordCharacter(point) || text2.startsWith("//", at) || text2.startsWith("/*", at)) return at;
    at += point > 65535 ? 2 : 1;
  }
  return at;
}
function isWordCharacter(point) {
  if (point > 32 && point < 127) return !"()[]{},".includes(String.fromCharCode(point));
  return point > 127 && !/^[\p{C}\p{Z}]/u.test(String.fromCodePoint(point));
}
function describeCharacter(text2, at) {
  const point = text2.codePointAt(at) ?? 0;
  if (point === 34 || point === 96) return "a quoted string is not closed on its line";
  if (point === 65279)
    return "it starts with a byte order mark (U+FEFF), which go does not accept: save it without";
  return `unexpected character U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
}
var escapes = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "	",
  v: "\v",
  "\\": "\\",
  '"': '"'
};
function unquote(text2) {
  if (!/["'`]/.test(text2)) return text2;
  if (text2.startsWith("`")) return null;
  if (!/^"(?:[^"\\]|\\(?:[abfnrtv\\"]|x[0-9a-fA-F]{2}|[0-7]{3}|u[0-9a-fA-F]{4}))*"$/.test(text2)) return null;
  return text2.slice(1, -1).replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([0-7]{3})|(.))/g,
    (_, hex, unicode, octal, single) => {
      if (single !== void 0) return escapes[single] ?? single;
      return String.fromCodePoint(
        Number.parseInt(hex ?? unicode ?? octal ?? "", octal === void 0 ? 16 : 8)
      );
    }
  );
}

// src/go/replacement.ts
function parseReplacement({ args, line }) {
  const arrow = args[1] === "=>" ? 1 : 2;
  if (args[arrow] !== "=>" || args.length < arrow + 2 || args.length > arrow + 3) {
    return "replace is written: module/path [v1.2.3] => other/module v1.4.0, or => ../directory";
  }
  const path = unquote(args[0] ?? "");
  const target = unquote(args[arrow + 1] ?? "");
  const version = arrow === 1 ? null : unquote(args[1] ?? "");
  const targetVersion = args.length === arrow + 2 ? null : unquote(args[arrow + 2] ?? "");
  if (path === null || target === null)
    return "a module path or a directory is quoted in a way that go does not accept";
  if (splitPathMajor(path) === null) return `${path} is no module path: its major version suffix is not valid`;
  const misplaced = checkTarget(target, targetVersion);
  if (misplaced !== null) return misplaced;
  return {
    old: { path, version: version === null ? null : canonicalVersion(version) ?? version },
    new: {
      path: target,
      version: targetVersion === null ? null : canonicalVersion(targetVersion) ?? targetVersion
    },
    line
  };
}
function checkTarget(target, version) {
  const directory = isDirectoryPath(target);
  if (version !== null) return directory ? `the directory ${target} can't have a version` : null;
  if (directory) return null;
  return target.includes("@") ? "the module that replaces is written as path and version, with a space between them" : `${target} has no version, and is no directory: those start with ./, ../ or /`;
}
function isDirectoryPath(path) {
  return /^(?:\.{1,2}(?:[/\\]|$)|[/\\]|[A-Za-z]:)/.test(path);
}

// src/go/go-mod.ts
function parseGoMod(text2) {
  return parse(text2, "main");
}
function parseDependencyGoMod(text2) {
  return parse(text2, "dependency");
}
function parse(text2, role) {
  const draft = {
    module: null,
    go: null,
    toolchain: null,
    require: [],
    replace: [],
    exclude: [],
    tool: []
  };
  let unknown = null;
  const verbs = role === "main" ? mainVerbs : dependencyVerbs;
  const syntax = readDirectives(text2, (directive) => {
    const read2 = verbs.get(directive.verb);
    if (read2 !== void 0 && (!directive.inBlock || blockVerbs.has(directive.verb)))
      return read2(draft, directive, role);
    unknown ??= malformed(directive.line, `${directive.verb} is no directive of go.mod`);
    return null;
  });
  if (syntax.kind === "malformed") return syntax;
  if (role === "main" && unknown !== null && !isNewerLanguage(draft.go)) return unknown;
  return { kind: "ok", mod: draft };
}
var knownMinorRelease = 27;
function isNewerLanguage(go) {
  const minor = /^1\.([0-9]+)/.exec(go ?? "")?.[1];
  return minor !== void 0 && Number(minor) > knownMinorRelease;
}
var dependencyReaders = {
  module: readModule,
  go: (draft, { args }, role) => {
    if (draft.go !== null) return "go is said twice";
    const version = readGoVersion(args, role);
    if (version === null) return "go is followed by one version such as 1.23.0";
    draft.go = version;
    return null;
  },
  require: (draft, directive, role) => {
    const read2 = readVersion(directive, role);
    if (typeof read2 === "string") return read2;
    draft.require.push({ ...read2, indirect: isIndirect(directive.comment), line: directive.line });
    return null;
  }
};
var mainReaders = {
  ...dependencyReaders,
  toolchain: (draft, { args }) => {
    if (draft.toolchain !== null) return "toolchain is said twice";
    const name2 = args[0] ?? "";
    if (args.length !== 1 || !isToolchainName(name2))
      return "toolchain is followed by one name such as go1.23.0";
    draft.toolchain = name2;
    return null;
  },
  exclude: (draft, directive, role) => {
    const read2 = readVersion(directive, role);
    if (typeof read2 === "string") return read2;
    draft.exclude.push({ ...read2, line: directive.line });
    return null;
  },
  replace: (draft, directive) => {
    const replacement = parseReplacement(directive);
    if (typeof replacement === "string") return replacement;
    draft.replace.push(replacement);
    return null;
  },
  tool: (draft, { args }) => {
    const path = unquote(args[0] ?? "");
    if (args.length !== 1 || path === null) return "tool is followed by one package path";
    draft.tool.push(path);
    return null;
  },
  ignore: (_, { args }) => args.length === 1 && unquote(args[0] ?? "") !== null ? null : "ignore is followed by one directory",
  godebug: (_, { args }) => /^[^"`',=]*=[^"`',]*$/.test(args.join(" ")) ? null : "godebug is written: key=value",
  // What a module retracts is said in its newest version, to those who ask for updates.
  retract: () => null
};
var dependencyVerbs = new Map(Object.entries(dependencyReaders));
var mainVerbs = new Map(Object.entries(mainReaders));
var blockVerbs = /* @__PURE__ */ new Set([
  "module",
  "godebug",
  "require",
  "exclude",
  "replace",
  "retract",
  "tool",
  "ignore"
]);
function readModule(draft, { args }) {
  if (draft.module !== null) return "module is said twice";
  const path = unquote(args[0] ?? "");
  if (args.length !== 1 || path === null) return "module is followed by one module path";
  draft.module = path;
  return null;
}
function readGoVersion(args, role) {
  const [version = ""] = args;
  if (args.length !== 1) return null;
  if (/^[1-9][0-9]*\.(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))?(?:[a-z]+[0-9]+)?$/.test(version))
    return version;
  const lax = /^v?([1-9][0-9]*\.(?:0|[1-9][0-9]*))[^0-9]/.exec(version)?.[1];
  return role === "dependency" ? lax ?? null : null;
}
function isToolchainName(name2) {
  return name2 === "default" || /^go1(?:$|\.)/.test(name2);
}
function readVersion({ verb, args }, role) {
  const path = unquote(args[0] ?? "");
  const written = unquote(args[1] ?? "");
  if (args.length !== 2 || path === null || written === null) return `${verb} is written: module/path v1.2.3`;
  const version = canonicalVersion(written);
  if (splitPathMajor(path) === null) return `${path} is no module path: its major version suffix is not valid`;
  if (version === null)
    return role === "main" ? { path, version: written } : `${written} is no version of ${path}`;
  const misfit = checkPathMajor(path, version);
  return misfit === null ? { path, version } : `${path}: ${misfit}`;
}
function isIndirect(comment) {
  return comment !== null && /^\/\/\s*indirect(?:\s*$|;\s+\S)/.test(comment);
}

// src/go/go-version.ts
var goVersion = /^([0-9]+)(?:\.([0-9]+)(?:\.([0-9]+))?(?:([a-z]+)([0-9]+))?)?$/;
function compareGoVersions(a, b) {
  const x = ranks(a);
  const y = ranks(b);
  for (const [index, rank] of x.entries()) {
    const other = y[index] ?? "";
    if (rank === other) continue;
    if (index === 3) return rank < other ? -1 : 1;
    return rank.length - other.length || (rank < other ? -1 : 1);
  }
  return 0;
}
function ranks(version) {
  const match = goVersion.exec(version);
  if (match === null) return ["", "", "", "", ""];
  const [, major = "", minor = "0", patch, kind = "", pre = ""] = match;
  return [major, minor, patch ?? impliedPatch(major, minor, kind), kind, pre];
}
function impliedPatch(major, minor, kind) {
  return major === "1" && Number(minor) < 21 && kind === "" ? "0" : "";
}

// src/project/replacements.ts
import { isAbsolute, join as join6 } from "node:path";
function createReplacer(scope) {
  const workspace = scope.work === void 0 ? null : indexOf(scope.work.replace, scope.dir);
  const members = scope.mains.map(({ mod, dir }) => indexOf(mod.replace, dir));
  return (module) => {
    const found = workspace?.(module) ?? members.map((find2) => find2(module)).findLast((actual) => actual !== null);
    return found ?? { kind: "module", module };
  };
}
function indexOf(replacements, baseDir) {
  const byModule = /* @__PURE__ */ new Map();
  for (const { old, new: target } of replacements) {
    byModule.set(key(old), actualOf(target, baseDir));
  }
  return (module) => byModule.get(key(module)) ?? byModule.get(key({ path: module.path, version: null })) ?? null;
}
function actualOf(target, baseDir) {
  const { path, version } = target;
  if (version !== null) return { kind: "module", module: { path, version } };
  return { kind: "directory", dir: isAbsolute(path) ? path : join6(baseDir, path) };
}
function key({ path, version }) {
  return `${path} ${version ?? ""}`;
}

// src/project/text-file.ts
import { constants } from "node:fs";
import { open, stat as stat2 } from "node:fs/promises";
var mebibyte = 1048576;
var textLimits = {
  /** `MaxGoMod` of golang.org/x/mod/zip: no module with a larger one can be published. */
  mod: 16 * mebibyte,
  /** A line has about a hundred bytes: half a million of them. The largest go.sum files known have some ten thousand. */
  sum: 64 * mebibyte
};
async function readBoundedText(path, limitBytes) {
  try {
    const found = await stat2(path);
    if (!found.isFile()) return unreadable(found.isDirectory() ? "is a folder" : "is no regular file");
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      return await readWhole(file, limitBytes);
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
    if (code === "ENOENT" || code === "ENOTDIR") return { kind: "absent" };
    return unreadable(code === "ELOOP" ? "is a link that leads back to itself" : `can't be read (${code})`);
  }
}
async function readTextFile(path, limitBytes) {
  const file = await readBoundedText(path, limitBytes);
  return file.kind === "text" ? file.text : null;
}
async function readWhole(file, limitBytes) {
  const found = await file.stat();
  if (!found.isFile()) return unreadable("is no regular file");
  let buffer = Buffer.allocUnsafe(Math.min(found.size, limitBytes) + 1);
  let length = 0;
  for (; ; ) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length);
    length += bytesRead;
    if (length > limitBytes) return unreadable(`has more than ${limitBytes / mebibyte} MiB`);
    if (bytesRead === 0) return { kind: "text", text: buffer.toString("utf8", 0, length) };
    if (length === buffer.length)
      buffer = Buffer.concat([buffer], Math.min(buffer.length * 2 + 65536, limitBytes + 1));
  }
}
function unreadable(reason2) {
  return { kind: "unreadable", reason: reason2 };
}

// src/project/graph-source.ts
function pruningOf({ go }) {
  return go !== null && compareGoVersions(go, "1.17") >= 0 ? "pruned" : "unpruned";
}
function createScopeSource(scope, readMod2) {
  const replace = createReplacer(scope);
  const excluded = new Set(scope.mains.flatMap(({ mod }) => mod.exclude.map(moduleName)));
  const unreadable3 = [];
  const loads = /* @__PURE__ */ new Map();
  const allowed = (modules) => modules.filter((mv) => !excluded.has(moduleName(mv)));
  const parse2 = (text2) => {
    const parsed = text2 === null ? null : parseDependencyGoMod(text2);
    if (parsed?.kind !== "ok") return null;
    return { require: allowed(parsed.mod.require), pruning: pruningOf(parsed.mod) };
  };
  const load2 = async (module) => {
    const valid = checkModuleVersion(module) === null;
    const requirements = valid ? parse2(await readMod2(module)) : null;
    if (requirements === null) unreadable3.push(module);
    return requirements;
  };
  return {
    mains: new Set(scope.mains.flatMap(({ mod }) => mod.module ?? [])),
    allowed,
    unreadable: () => unreadable3,
    actual: (module) => {
      const actual = replace(module);
      return actual.kind === "module" ? actual.module : null;
    },
    requirementsOf: async (module) => {
      const actual = replace(module);
      if (actual.kind === "directory")
        return parse2(await readTextFile(`${actual.dir}/go.mod`, textLimits.mod));
      const name2 = moduleName(actual.module);
      const loading = loads.get(name2) ?? load2(actual.module);
      loads.set(name2, loading);
      return loading;
    }
  };
}

// src/project/module-graph.ts
async function walkModule(source, roots, pruning) {
  const walk = createWalk(source);
  const [main = ""] = source.mains;
  walk.require(main, roots);
  await Promise.all(roots.map((root) => walk.enter(root, pruning)));
  return walk;
}
async function walkWorkspace(source, members) {
  const walk = createWalk(source);
  for (const { path, require: require2 } of members) walk.require(path, require2);
  await Promise.all(
    members.flatMap(({ require: require2, pruning }) => require2.map((module) => walk.enter(module, pruning)))
  );
  await loadUpgrades(
    walk,
    members.map(({ path }) => path)
  );
  return walk;
}
async function loadUpgrades(walk, members) {
  const relevant = new Set(members);
  const seen2 = /* @__PURE__ */ new Set();
  for (; ; ) {
    const fresh2 = [];
    const add2 = (path, version) => {
      const node = `${path} ${version ?? ""}`;
      if (seen2.has(node)) return;
      seen2.add(node);
      fresh2.push({ path, version });
    };
    for (const path of [...relevant]) {
      const version = walk.selected(path);
      add2(path, version);
      for (const needed of walk.requiredBy(path, version)) {
        const higher = walk.selected(needed.path);
        if (higher !== null && compareVersions(higher, needed.version) > 0) add2(needed.path, higher);
      }
    }
    if (fresh2.length === 0) return;
    for (const { path } of fresh2) relevant.add(path);
    await Promise.all(
      fresh2.map(
        ({ path, version }) => version === null ? null : walk.enter({ path, version }, "workspace")
      )
    );
  }
}
function createWalk({ mains, requirementsOf }) {
  const highest = /* @__PURE__ */ new Map();
  const required = /* @__PURE__ */ new Map();
  const loads = /* @__PURE__ */ new Map();
  const entered = /* @__PURE__ */ new Set();
  const note = (node, modules) => {
    required.set(node, modules);
    for (const { path, version } of modules) {
      if (mains.has(path)) continue;
      const known2 = highest.get(path);
      if (known2 === void 0 || compareVersions(version, known2) > 0) highest.set(path, version);
    }
  };
  const load2 = async (module) => {
    const requirements = await requirementsOf(module);
    note(moduleName(module), requirements?.require ?? []);
    return requirements;
  };
  const loadOnce = (module) => {
    const name2 = moduleName(module);
    const loading = loads.get(name2) ?? load2(module);
    loads.set(name2, loading);
    return loading;
  };
  const enter = async (module, pruning) => {
    const visit = `${moduleName(module)} ${pruning}`;
    if (entered.has(visit)) return;
    entered.add(visit);
    const requirements = await loadOnce(module);
    if (requirements === null) return;
    if (pruning === "pruned" && requirements.pruning === "pruned") return;
    const next = pruning === "unpruned" ? "unpruned" : requirements.pruning;
    await Promise.all(requirements.require.map((needed) => enter(needed, next)));
  };
  return {
    enter,
    requirements: required,
    require: note,
    requiredBy: (path, version) => required.get(version === null ? path : `${path}@${version}`) ?? [],
    selected: (path) => highest.get(path) ?? null,
    buildList: () => [...highest].map(([path, version]) => ({ path, version }))
  };
}

// src/project/planned-files.ts
function createPlannedFiles({
  onFile
}) {
  const needed = /* @__PURE__ */ new Map();
  const told2 = /* @__PURE__ */ new Set();
  const validFiles = ({ path, version }, kinds) => {
    if (checkModuleVersion({ path, version }) !== null) return [];
    return kinds.map((kind) => ({ path, version, kind }));
  };
  const tell = (file) => {
    const name2 = fileName(file);
    if (told2.has(name2)) return;
    told2.add(name2);
    onFile(file);
  };
  return {
    need: (module, kinds) => {
      for (const file of validFiles(module, kinds)) {
        needed.set(fileName(file), file);
        tell(file);
      }
    },
    expect: (module, kinds) => {
      for (const file of validFiles(module, kinds)) tell(file);
    },
    files: () => [...needed.values()]
  };
}

// src/project/plan.ts
async function planDownload(options2) {
  const { scope, readMod: readMod2 } = options2;
  const planned = createPlannedFiles(options2);
  const source = createScopeSource(scope, (module) => {
    planned.need(module, ["mod"]);
    return readMod2(module);
  });
  const early = () => {
    for (const module of certainDownloads(scope, source)) planned.expect(module, ["info", "zip"]);
  };
  const graph = await (scope.kind === "workspace" ? workspaceGraph : moduleGraph)(scope, source, early);
  const downloads = scope.mains.flatMap(({ mod }) => downloadedPaths(scope, mod, graph));
  for (const path of new Set(downloads)) {
    const version = graph.selected(path);
    const actual = version === null ? null : source.actual({ path, version });
    if (actual !== null) planned.need(actual, ["mod", "info", "zip"]);
  }
  return {
    files: planned.files(),
    unreadable: source.unreadable(),
    graphs: [
      {
        scope: scope.name,
        mains: scope.mains.map(({ mod }) => mod.module ?? ""),
        ...graph,
        actual: source.actual
      }
    ]
  };
}
function mergePlans(plans) {
  const files = plans.flatMap((plan) => plan.files.map((file) => [fileName(file), file]));
  return {
    files: [...new Map(files).values()],
    unreadable: plans.flatMap(({ unreadable: unreadable3 }) => unreadable3),
    graphs: plans.flatMap(({ graphs }) => graphs)
  };
}
function downloadedPaths(scope, mod, graph) {
  const listed = scope.kind === "module" && (mod.go === null || pruningOf(mod) === "pruned");
  return (listed ? mod.require : graph.buildList()).map(({ path }) => path);
}
async function moduleGraph(scope, source, onStarted) {
  const [main] = scope.mains;
  const pruning = main === void 0 ? "pruned" : pruningOf(main.mod);
  const required = source.allowed(main?.mod.require ?? []);
  let roots = pruning === "pruned" ? highestOf(required, source.mains) : required;
  for (let round = 0; ; round++) {
    const walking = walkModule(source, roots, pruning);
    if (round === 0) onStarted();
    const graph = await walking;
    const upgraded = selectedRoots(roots, graph);
    if (pruning === "unpruned" || isSame(roots, upgraded)) return graph;
    roots = upgraded;
  }
}
function selectedRoots(roots, graph) {
  const paths = [...new Set(roots.map(({ path }) => path))];
  return paths.flatMap((path) => {
    const version = graph.selected(path);
    return version === null ? [] : [{ path, version }];
  });
}
function isSame(a, b) {
  return a.length === b.length && a.every((module, index) => module.version === b[index]?.version);
}
function workspaceGraph(scope, source, onStarted) {
  const members = scope.mains.map(({ mod }) => ({
    path: mod.module ?? "",
    require: source.allowed(mod.require),
    pruning: pruningOf(mod)
  }));
  const walking = walkWorkspace(source, members);
  onStarted();
  return walking;
}
function certainDownloads({ mains, sums }, source) {
  const required = source.allowed(mains.flatMap(({ mod }) => mod.require));
  return highestOf(required, source.mains).flatMap((module) => {
    const actual = source.actual(module);
    return actual !== null && zipSums(sums, actual).length > 0 ? [actual] : [];
  });
}
function highestOf(modules, mains) {
  const highest = /* @__PURE__ */ new Map();
  for (const module of modules) {
    const known2 = highest.get(module.path);
    if (mains.has(module.path)) continue;
    if (known2 === void 0 || compareVersions(module.version, known2.version) > 0)
      highest.set(module.path, module);
  }
  return [...highest.values()];
}

// src/project/vouched.ts
function isZipVerifiable(module, sums, env) {
  return zipSums(sums, module).length > 0 || isJudgedByDatabase(module.path, env);
}
function isJudgedByDatabase(path, { GOSUMDB, GONOSUMDB, GOFLAGS }) {
  if (GOSUMDB === "off" || /(?:^|\s)['"]?--?insecure\b/.test(GOFLAGS)) return false;
  return !matchPrefixPatterns(GONOSUMDB, path);
}
function isListed(file, sums) {
  if (file.kind === "info") return true;
  return (file.kind === "zip" ? zipSums(sums, file) : modSums(sums, file)).length > 0;
}

// src/fetch/fetch-abort.ts
import { setMaxListeners } from "node:events";
function startFetchAbort(options2) {
  const { clock, limits, signal } = options2;
  const all = new AbortController();
  const timer = new AbortController();
  setMaxListeners(0, all.signal);
  let firstReason = "cancelled";
  const abort = (reason2) => {
    if (all.signal.aborted) return;
    firstReason = reason2;
    all.abort();
  };
  const onCancel = () => abort("cancelled");
  if (signal.aborted) onCancel();
  signal.addEventListener("abort", onCancel, { once: true });
  clock.sleep(limits.deadlineMs, timer.signal).then(
    () => abort("deadline"),
    // The fetch ended before the deadline.
    () => {
    }
  );
  return {
    signal: all.signal,
    reason: () => firstReason,
    abort,
    end: () => {
      abort("cancelled");
      timer.abort();
      signal.removeEventListener("abort", onCancel);
    }
  };
}

// src/fetch/file/file-source.ts
function createFileSource(options2) {
  const files = /* @__PURE__ */ new Map();
  const obtainNow = async (file) => {
    const text2 = await options2.readPresent(file);
    if (text2 !== null) return { kind: "present", text: text2 };
    if (options2.isPrivate(file.path)) return { kind: "left", why: "private", faults: [], absentAt: [] };
    if (file.kind === "zip" && !options2.isVerifiable(file))
      return { kind: "left", why: "unverifiable", faults: [], absentAt: [] };
    return options2.fetchFile(file);
  };
  const obtainOrCrash = (file) => obtainNow(file).catch((error) => {
    options2.onCrash();
    throw error;
  });
  const obtain = ({ path, version, kind }) => {
    const file = { path, version, kind };
    const key2 = `${moduleName(file)}.${kind}`;
    const known2 = files.get(key2) ?? { file, result: obtainOrCrash(file) };
    files.set(key2, known2);
    return known2.result;
  };
  return {
    obtain,
    readMod: async (module) => {
      const result = await obtain({ ...module, kind: "mod" });
      return result.kind === "left" ? null : result.text;
    },
    settled: async () => {
      for (let count = -1; count !== files.size; ) {
        count = files.size;
        await Promise.all([...files.values()].map(({ result }) => result));
      }
      return Promise.all(
        [...files.values()].map(async ({ file, result }) => ({ file, result: await result }))
      );
    }
  };
}

// src/fetch/file/route.ts
function nextStep2({ candidates, isLast }) {
  const untried = candidates.flatMap(
    (candidate, index) => candidate.tried === null ? [{ ...candidate, index }] : []
  );
  const allReady = untried.filter(({ availability }) => availability.kind === "ready");
  const ready = allReady.find(({ givesLittle }) => !givesLittle) ?? allReady[0];
  if (ready !== void 0) return { kind: "request", candidate: ready.index };
  const failed4 = candidates.filter(({ tried }) => tried === "failed");
  const mayComeBack = failed4.some(({ availability }) => availability.kind !== "given-up");
  const paused = untried.filter(({ availability }) => availability.kind === "paused");
  if (mayComeBack) {
    const isOutage = failed4.every(({ availability }) => availability.kind !== "ready");
    return { kind: "back-off", untilMs: earliest([...failed4, ...paused]), isOutage };
  }
  if (paused.length > 0) return { kind: "wait", untilMs: earliest(paused) };
  const isAgreed = candidates.every(({ tried }) => tried === "absent");
  if (isAgreed) return isLast ? { kind: "leave", why: "absent" } : { kind: "next-group" };
  if (failed4.length > 0) return { kind: "leave", why: "failed" };
  return { kind: "leave", why: untried.length > 0 ? "given-up" : "refused" };
}
function earliest(candidates) {
  const times = candidates.flatMap(({ availability }) => {
    if (availability.kind === "ready") return [null];
    return availability.kind === "paused" ? [availability.untilMs] : [];
  });
  return times.reduce(
    (least, time) => least === null || time === null ? null : Math.min(least, time),
    times[0] ?? null
  );
}

// src/fetch/file/wait.ts
function waitBeforeRetry({ isOutage, untilMs }, { group, retry: retry2 }, options2) {
  if (isOutage) return waitForUpstream(group, untilMs, options2);
  const wait = fullJitter(backoffOf(retry2), options2.random);
  return sleepUntil(Math.max(options2.clock.now() + wait, untilMs ?? 0), options2);
}
async function waitForUpstream(group, untilMs, options2) {
  if (untilMs !== null) return sleepUntil(untilMs, options2);
  const over = new AbortController();
  const stop2 = () => over.abort();
  options2.signal.addEventListener("abort", stop2, { once: true });
  const changes = group.upstreams.map(({ limiter }) => limiter.changed());
  const deadline = sleepUntil(options2.deadlineAtMs - 1, { ...options2, signal: over.signal });
  await Promise.race([...changes, deadline]);
  options2.signal.removeEventListener("abort", stop2);
  over.abort();
  return true;
}
async function sleepUntil(untilMs, { clock, signal, deadlineAtMs }) {
  if (untilMs >= deadlineAtMs) return false;
  return clock.sleep(Math.max(0, untilMs - clock.now()), signal).then(
    () => true,
    () => true
  );
}

// src/fetch/file/fetch-file.ts
var roundsPerGroup = 4;
var priorities = { retry: 0, mod: 1, info: 2, zip: 3 };
async function fetchFile(file, options2) {
  const history = { faults: /* @__PURE__ */ new Map(), absentAt: /* @__PURE__ */ new Set() };
  const faults = () => [...history.faults].map(([proxy, fault]) => ({ proxy, fault }));
  for (const [index, group] of options2.groups.entries()) {
    const isLast = index === options2.groups.length - 1;
    const result = await fetchFromGroup({ file, group, isLast, history, tried: /* @__PURE__ */ new Map() }, options2);
    if (result.kind === "next-group") continue;
    if (result.kind === "admitted") return { ...result, faults: faults() };
    const why = options2.signal.aborted ? options2.whyAborted() : result.why;
    return { kind: "left", why, faults: faults(), absentAt: [...history.absentAt] };
  }
  return { kind: "left", why: "absent", faults: faults(), absentAt: [...history.absentAt] };
}
async function fetchFromGroup(visit, options2) {
  const { file, group, isLast, tried } = visit;
  for (let round = 1, isRetry = false; !options2.signal.aborted; ) {
    const step = nextStep2({ candidates: candidatesOf(visit), isLast });
    if (step.kind === "leave") addFaultsOfGivenUp(visit, options2.lastFaults);
    if (step.kind === "leave" || step.kind === "next-group") return step;
    if (step.kind === "request") {
      const priority = priorities[isRetry ? "retry" : file.kind];
      const result = await requestFrom(group.upstreams[step.candidate], { visit, priority }, options2);
      if (result !== null) return result;
    } else if (step.kind === "wait") {
      if (!await waitForUpstream(group, step.untilMs, options2)) return { kind: "leave", why: "given-up" };
    } else {
      if (!step.isOutage && round++ >= roundsPerGroup) return { kind: "leave", why: "failed" };
      if (!options2.budget.take()) return { kind: "leave", why: "budget" };
      isRetry = true;
      if (!await waitBeforeRetry(step, { group, retry: round - 1 }, options2))
        return { kind: "leave", why: "failed" };
      for (const [upstream, how] of tried) if (how === "failed") tried.delete(upstream);
    }
  }
  return { kind: "leave", why: "deadline" };
}
function addFaultsOfGivenUp({ group, history }, lastFaults) {
  for (const { name: name2, limiter } of group.upstreams) {
    const fault = lastFaults.get(name2);
    if (fault === void 0 || history.faults.has(name2) || limiter.availability().kind !== "given-up")
      continue;
    history.faults.set(name2, { ...fault, reason: `not asked any more, after ${fault.reason}` });
  }
}
function candidatesOf({ group, tried }) {
  return group.upstreams.map((upstream) => ({
    availability: upstream.limiter.availability(),
    tried: tried.get(upstream) ?? null,
    givesLittle: upstream.record.givesLittle()
  }));
}
async function requestFrom(upstream, { visit, priority }, options2) {
  const { file, group, tried } = visit;
  const permit2 = await upstream?.limiter.acquire(priority, options2.signal);
  if (upstream === void 0 || !permit2) return null;
  const untried = group.upstreams.filter((other) => !tried.has(other));
  const limitMs = (options2.deadlineAtMs - options2.clock.now()) / Math.max(1, untried.length);
  const hedgeUpstreams = [...untried.filter((other) => other !== upstream), upstream];
  for (const ended of await options2.sendRequest({ upstream, permit: permit2, file, limitMs, hedgeUpstreams })) {
    const result = noteOutcome(ended, visit);
    if (result !== null) return result;
  }
  return null;
}
function noteOutcome({ upstream, outcome }, { file, history, tried }) {
  const { name: proxy, record } = upstream;
  if (outcome.kind === "admitted") {
    record.onFile(file);
    return { ...outcome, proxy };
  }
  if (outcome.kind === "absent") history.absentAt.add(proxy);
  if (outcome.kind === "failed") history.faults.set(proxy, outcome.fault);
  if (outcome.kind === "failed" && outcome.fault.local) return { kind: "leave", why: "disk" };
  const how = triedOf(outcome);
  if (outcome.kind === "failed" && outcome.fault.category === "checksum-mismatch") record.onWrongBytes();
  else if (how !== "failed") record.onRefusal(file);
  tried.set(upstream, how);
  return null;
}
function triedOf(outcome) {
  if (outcome.kind === "absent") return "absent";
  return outcome.kind === "abandoned" || outcome.fault.transient ? "failed" : "refused";
}

// src/fetch/request/file-request.ts
var outrun = "outrun";

// src/fetch/request/shared-timer.ts
var shortestSleepMs = 5;
function createSharedTimer(clock) {
  const scheduled = /* @__PURE__ */ new Set();
  let sleep2 = null;
  const wakeUp = () => {
    sleep2?.over.abort("over");
    sleep2 = null;
  };
  const sleepUntil2 = (untilMs, nowMs) => {
    if (sleep2 !== null && sleep2.untilMs <= untilMs) return;
    wakeUp();
    const over = new AbortController();
    sleep2 = { untilMs, over };
    clock.sleep(Math.max(shortestSleepMs, untilMs - nowMs), over.signal).then(() => {
      if (!over.signal.aborted) callDue();
    }).catch(() => {
    });
  };
  const callDue = () => {
    sleep2 = null;
    const nowMs = clock.now();
    for (const each of [...scheduled]) {
      if (each.dueMs <= nowMs && scheduled.delete(each)) each.callback();
    }
    if (scheduled.size > 0) sleepUntil2(Math.min(...[...scheduled].map(({ dueMs }) => dueMs)), nowMs);
  };
  return {
    schedule: (delayMs, callback) => {
      const nowMs = clock.now();
      const each = { dueMs: nowMs + delayMs, callback };
      scheduled.add(each);
      sleepUntil2(each.dueMs, nowMs);
      return () => {
        if (scheduled.delete(each) && scheduled.size === 0) wakeUp();
      };
    }
  };
}

// src/fetch/file/hedge.ts
var keptSamples = 64;
function createLatencySamples() {
  const ring = [];
  let next = 0;
  let count = 0;
  return {
    add: (firstByteMs) => {
      ring[next] = firstByteMs;
      next = (next + 1) % keptSamples;
      count++;
    },
    values: () => ring,
    count: () => count
  };
}
var samplesNeeded = 8;
var unknownUpstreamMs = 1e3;
var percentilesToHedge = 3;
var shortestDelayMs = 200;
function hedgeDelayMs(samples, stallMs) {
  if (samples.length < samplesNeeded) return Math.min(unknownUpstreamMs, stallMs / 2);
  const delayMs = Math.max(shortestDelayMs, percentilesToHedge * percentile(samples, 0.95));
  return Math.min(delayMs, stallMs / 2);
}
var shareOfRequests = 0.05;
var fewestHedges = 3;
function mayHedge(sent, hedges) {
  return hedges < Math.max(fewestHedges, Math.floor(sent * shareOfRequests));
}
function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

// src/fetch/file/hedged-request.ts
function createHedgedSender({ sendRequest: sendRequest2, clock, stallMs }) {
  const timer = createSharedTimer(clock);
  let sent = 0;
  let hedges = 0;
  const send = (request, how) => {
    sent++;
    return sentRequest(request, how, sendRequest2);
  };
  return {
    sendRequest: async (request) => {
      const { upstream, permit: permit2 } = request;
      const first = send(request, { upstream, permit: permit2, isHedge: false });
      if (!await isSilent(first, { timer, stallMs })) return [await outcomeOf2(first)];
      const target = mayHedge(sent, hedges) ? hedgeTarget(request) : null;
      if (target === null) return [await outcomeUnlessUnhealthy(first, request)];
      hedges++;
      return race(first, send(request, { ...target, isHedge: true }));
    },
    hedges: () => hedges
  };
}
function sentRequest({ file, limitMs, hedgeUpstreams }, how, sendRequest2) {
  const { upstream } = how;
  const controller = new AbortController();
  let onContent = () => {
  };
  const content = new Promise((resolve4) => {
    onContent = resolve4;
  });
  const mayAnswerLate = () => isOnlyLikelySource(file, upstream, hedgeUpstreams);
  return {
    upstream,
    content,
    outcome: sendRequest2({ ...how, file, limitMs, mayAnswerLate, controller, onContent }),
    abandon: (why) => controller.abort(why === "outrun" ? outrun : void 0)
  };
}
function isSilent({ upstream, content, outcome }, { timer, stallMs }) {
  return new Promise((resolve4) => {
    const delayMs = hedgeDelayMs(upstream.latencies.values(), stallMs);
    const cancel = timer.schedule(delayMs, () => resolve4(true));
    const onHeard = () => {
      cancel();
      resolve4(false);
    };
    void content.then(onHeard);
    outcome.then(onHeard, onHeard);
  });
}
function isOnlyLikelySource(file, upstream, hedgeUpstreams) {
  if (file.kind !== "zip" || !upstream.record.hasGiven(file)) return false;
  return !hedgeUpstreams.some((other) => other !== upstream && other.limiter.isHealthy());
}
function hedgeTarget({
  hedgeUpstreams
}) {
  for (const upstream of hedgeUpstreams) {
    if (upstream.entry.kind === "file") continue;
    const permit2 = upstream.limiter.acquireForHedge();
    if (permit2 !== null) return { upstream, permit: permit2 };
  }
  return null;
}
async function outcomeUnlessUnhealthy(request, { hedgeUpstreams }) {
  const { limiter } = request.upstream;
  const others = hedgeUpstreams.filter((other) => other !== request.upstream);
  let isOver = false;
  const abandonWhenUnhealthy = async () => {
    while (!isOver) {
      const isReady = limiter.availability().kind === "ready";
      if (!isReady && others.some((other) => other.limiter.availability().kind === "ready"))
        return request.abandon("outrun");
      await limiter.changed();
    }
  };
  await Promise.race([request.content, request.outcome, abandonWhenUnhealthy()]);
  isOver = true;
  return outcomeOf2(request);
}
async function race(first, second) {
  const requests = [first, second];
  const winner = await Promise.race(
    requests.flatMap((request) => [request.content.then(() => request), request.outcome.then(() => null)])
  );
  if (winner === null) {
    return Promise.all(requests.map(outcomeOf2));
  }
  const loser = winner === first ? second : first;
  loser.abandon(loser === first && second.upstream !== first.upstream ? "outrun" : "not-needed");
  return loser.upstream === winner.upstream ? [await outcomeOf2(winner)] : Promise.all([outcomeOf2(winner), outcomeOf2(loser)]);
}
async function outcomeOf2({ upstream, outcome }) {
  return { upstream, outcome: await outcome };
}

// src/retry/retry-after.ts
var dayMs = 864e5;
var date = /[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT|[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}/;
var isDate = new RegExp(`^(?:${date.source})$`);
var oneValue = new RegExp(`\\s*(${date.source}|[^,]+)`, "g");
function retryAfterMs(header, now) {
  const headers = typeof header === "string" ? [header] : header ?? [];
  const waits = headers.flatMap((text2) => [...text2.slice(0, 1024).matchAll(oneValue)]).map(([, value = ""]) => waitMs(value.trim(), now)).filter((wait) => wait !== null);
  return waits.length === 0 ? null : Math.max(...waits);
}
function waitMs(value, now) {
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1e3, dayMs);
  const time = isDate.test(value) ? dateMs(value) : null;
  return time === null ? null : Math.min(Math.max(0, time - now.getTime()), dayMs);
}
function dateMs(value) {
  const ms = Date.parse(value.endsWith("GMT") ? value : `${value} GMT`);
  const day = Number(/\d+/.exec(value)?.[0]);
  return new Date(ms).getUTCDate() === day ? ms : null;
}

// src/fetch/request/failure.ts
var pauseAfter429Ms = 1e4;
var longestReason = 500;
var lasting = /* @__PURE__ */ new Set([
  "tls/expired",
  "tls/wrong-name",
  "tls/unknown-authority",
  "tls/revoked",
  "tls/not-tls",
  "http-proxy/auth-required",
  "http-proxy/blocked",
  "http-proxy/unknown-host",
  "http-proxy/unsupported",
  "server-error/redirect",
  "server-error/too-large"
]);
function networkFault(failure, status) {
  const tooLarge2 = failure.id === "server-error/too-large";
  const transient = !lasting.has(failure.id) && failure.category !== "proxy-config" && failure.category !== "auth";
  const isUnusable = !transient && failure.category !== "server-error";
  return {
    category: failure.category,
    id: failure.id,
    status,
    code: failure.code,
    reason: failure.message.slice(0, longestReason),
    verdict: tooLarge2 ? "too-large" : "error",
    transient,
    health: { kind: tooLarge2 ? "none" : isUnusable ? "unusable" : "failure" },
    mustNotAsk: tooLarge2 ? "too-large" : null,
    pauseUntilMs: null,
    local: failure.id === "disk/too-many-open-files"
  };
}
function stallFault(why, phase, ms) {
  const seconds = (ms / 1e3).toFixed(1);
  const reasons = {
    silent: phase === "headers" ? `no answer within ${seconds} s` : `stalled in the middle of the answer; cut off after ${seconds} s`,
    trickle: `less than 1 KiB/s; cut off after ${seconds} s`,
    slice: `not done within its share of the time limit, ${seconds} s`
  };
  return {
    category: "timeout",
    id: "timeout/stalled",
    status: null,
    code: "STALLED",
    reason: reasons[why],
    verdict: "stalled",
    transient: true,
    health: { kind: "failure" },
    mustNotAsk: null,
    pauseUntilMs: null,
    local: false
  };
}
function statusFault(meaning, answer) {
  const { status } = answer;
  const wait = retryAfterMs(answer.retryAfter, answer.now);
  const limited = meaning.category === "rate-limited";
  const throttled2 = limited || wait !== null && wait > 0 && status >= 500;
  const said = firstLine(answer.body);
  return {
    category: meaning.category,
    id: meaning.id,
    status,
    code: null,
    reason: `status ${status}${said === "" ? "" : `: ${said}`}`,
    verdict: meaning.category === "auth" ? "refused" : "error",
    transient: meaning.transient,
    health: throttled2 ? { kind: "throttled", retryAfterMs: wait ?? pauseAfter429Ms } : healthSignalOf(meaning),
    mustNotAsk: wait !== null && wait > 0 && throttled2 ? "retry-after" : null,
    pauseUntilMs: wait === null ? null : answer.nowMs + wait,
    local: false
  };
}
function healthSignalOf({ blames, category }) {
  if (category === "auth") return { kind: "refused" };
  return { kind: blames === "upstream" ? "failure" : "success" };
}
function contentFault({ category, id, reason: reason2 }) {
  const isMismatch = category === "checksum-mismatch";
  return {
    category,
    id,
    status: 200,
    code: null,
    reason: reason2,
    verdict: "wrong-content",
    transient: !isMismatch,
    health: { kind: isMismatch ? "none" : "failure" },
    mustNotAsk: null,
    pauseUntilMs: null,
    local: false
  };
}
function diskFault(code, file) {
  const ids = {
    ENOSPC: "disk/full",
    EDQUOT: "disk/full",
    EROFS: "disk/read-only",
    EACCES: "disk/permission",
    EPERM: "disk/permission",
    EMFILE: "disk/too-many-open-files"
  };
  return {
    category: "disk",
    id: ids[code] ?? "disk/module-cache",
    status: null,
    code,
    reason: `the .${file.kind} could not be written into the module cache (${code})`,
    verdict: "error",
    transient: false,
    health: { kind: "none" },
    mustNotAsk: null,
    pauseUntilMs: null,
    local: true
  };
}
function firstLine(body) {
  const line = body.trim().split("\n", 1)[0] ?? "";
  return line.startsWith("<") ? "" : line.slice(0, 200);
}

// src/modcache/zip-check.ts
async function checkZip(path, module) {
  const { readZipFile } = await import("./zip-K4GRMOZ2.js");
  return readZipFile(path, (zip) => checkNames(zip, module)).catch(damage);
}
async function checkZipBytes(bytes, module) {
  const { readZipBuffer } = await import("./zip-K4GRMOZ2.js");
  return readZipBuffer(bytes, (zip) => checkNames(zip, module)).catch(damage);
}
async function checkNames({ file }, module) {
  const prefix = Buffer.from(`${moduleName(module)}/`);
  for await (const { fileNameRaw } of file.eachEntry()) {
    if (!fileNameRaw.subarray(0, prefix.length).equals(prefix)) {
      return `the zip has a file of another module: ${JSON.stringify(fileNameRaw.toString("utf8", 0, 200))}`;
    }
  }
  return null;
}
function damage(error) {
  if (error instanceof RangeError) return error.message;
  throw error;
}

// src/fetch/request/content.ts
function checkInfo(text2, { version: wanted }) {
  const version = versionOfInfo(text2);
  if (version === null) return contentProblem("the .info is no JSON object with a Version");
  if (version === wanted) return null;
  return contentProblem(`the .info is for version ${shownVersion(version)}`);
}
function checkMod(text2, hash, allowed) {
  if (allowed.includes(hash)) return null;
  const isGoMod = allowed.length > 0 && text2.length > parsedCharacters ? beginsAsGoMod(text2) : isWholeGoMod(text2);
  if (!isGoMod) return contentProblem("the .mod is no go.mod file");
  if (allowed.length === 0) return null;
  return {
    category: "checksum-mismatch",
    id: "checksum-mismatch/go-mod",
    reason: `the .mod has the hash ${hash}, go.sum has ${allowed.join(" or ")}`
  };
}
var parsedCharacters = 65536;
function beginsAsGoMod(text2) {
  return /^[ \t]*module[ \t]/m.test(text2.slice(0, parsedCharacters));
}
function isWholeGoMod(text2) {
  const parsed = parseDependencyGoMod(text2);
  return parsed.kind === "ok" && parsed.mod.module !== null;
}
function checkZipHash(hash, allowed) {
  if (allowed.includes(hash)) return null;
  return {
    category: "checksum-mismatch",
    id: "checksum-mismatch/go-sum",
    reason: `the .zip has the hash ${hash}, go.sum has ${allowed.join(" or ")}`
  };
}
function contentProblem(reason2) {
  return { category: "server-error", id: "server-error/wrong-content", reason: reason2 };
}
var shownCharacters = 200;
function shownVersion(version) {
  const text2 = JSON.stringify(version.slice(0, shownCharacters));
  return version.length > shownCharacters ? `${text2}, cut from ${version.length} characters` : text2;
}

// src/fetch/request/receive.ts
var inMemoryBytes = 256 * 1024;
var DiskError = class extends Error {
  code;
  constructor(code, cause) {
    super("disk error", { cause });
    this.code = code;
  }
};
function receive(incoming) {
  return incoming.file.kind === "zip" ? receiveZip(incoming) : receiveSmall(incoming);
}
async function receiveSmall(incoming) {
  const { file } = incoming;
  const chunks = [];
  for await (const chunk of incoming.body) {
    chunks.push(chunk);
    incoming.onBytes(chunk.length);
  }
  incoming.onEnd();
  const bytes = Buffer.concat(chunks);
  const text2 = bytes.toString("utf8");
  const problem4 = file.kind === "info" ? checkInfo(text2, file) : checkMod(text2, hashMod(bytes), incoming.sums);
  if (problem4 !== null) return failed(problem4);
  return admitBytes(bytes, incoming, file.kind === "mod" ? text2 : null);
}
async function receiveZip(incoming) {
  const { file, admission } = incoming;
  const held = [];
  let bytes = 0;
  let pending = null;
  try {
    for await (const chunk of incoming.body) {
      bytes += chunk.length;
      incoming.onBytes(chunk.length);
      held.push(chunk);
      if (bytes <= inMemoryBytes) continue;
      pending ??= await onDisk(() => admission.open(file));
      await writeAll(pending, held);
      incoming.onResume();
    }
    incoming.onEnd();
    if (incoming.sums.length > 0) return await admitVerified(incoming, { bytes, held, pending });
    if (pending === null) return await admitSmallZip(Buffer.concat(held), incoming);
    const written = pending;
    const damage2 = await onDisk(() => checkZip(written.path, file));
    return damage2 === null ? await commit(written, { bytes, text: null }) : failed(contentProblem(damage2));
  } finally {
    await pending?.abandon();
  }
}
async function admitVerified({ file: { path, version }, sums, zips }, {
  bytes,
  held,
  pending
}) {
  const source = pending === null ? { kind: "bytes", bytes: joined(held, bytes) } : { kind: "file", path: await onDisk(() => pending.finish()) };
  const outcome = await zips.admit({ module: { path, version }, source, sums });
  switch (outcome.kind) {
    case "admitted":
    case "present":
      return { kind: "admitted", bytes, text: null, isOurs: outcome.kind === "admitted" };
    case "wrong":
      return failed(checkZipHash(outcome.hash, sums) ?? contentProblem("the .zip is another one"));
    case "damaged":
      return failed(contentProblem(outcome.reason));
    case "disk":
      throw new DiskError(outcome.code, outcome);
  }
}
function joined(chunks, bytes) {
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
async function writeAll(pending, held) {
  for (const chunk of held.splice(0)) await onDisk(() => pending.write(chunk));
}
async function admitSmallZip(bytes, incoming) {
  const damage2 = await checkZipBytes(bytes, incoming.file);
  return damage2 === null ? admitBytes(bytes, incoming, null) : failed(contentProblem(damage2));
}
async function admitBytes(bytes, { admission, file }, text2) {
  const pending = await onDisk(() => admission.open(file));
  try {
    await onDisk(() => pending.write(bytes));
    return await commit(pending, { bytes: bytes.length, text: text2 });
  } finally {
    await pending.abandon();
  }
}
async function commit(pending, file) {
  const committed = await onDisk(() => pending.commit());
  return { kind: "admitted", ...file, isOurs: committed === "admitted" };
}
function failed(problem4) {
  return { kind: "failed", fault: contentFault(problem4) };
}
async function onDisk(work) {
  try {
    return await work();
  } catch (error) {
    const code = errorCode(error);
    throw code === null ? error : new DiskError(code, error);
  }
}

// src/fetch/request/request-telemetry.ts
function requestTelemetry(ended) {
  const { file, proxy, isHedge, progress, outcome } = ended;
  const { status, bytes, startMs, firstByteMs } = progress;
  const fault = outcome.kind === "failed" ? outcome.fault : null;
  const verdicts = {
    admitted: "ok",
    absent: "not-found",
    abandoned: "abandoned",
    failed: fault?.verdict ?? "error"
  };
  return {
    path: file.path,
    version: file.version,
    kind: file.kind,
    proxy,
    status,
    code: fault?.code ?? null,
    bytes,
    startMs: Math.round(startMs - ended.fetchStartMs),
    firstByteMs: firstByteMs === null ? null : Math.round(firstByteMs),
    ms: Math.round(ended.nowMs - startMs),
    verdict: verdicts[outcome.kind],
    category: fault?.category ?? null,
    hedge: isHedge
  };
}

// src/fetch/request/stall-detector.ts
var trickleBytesPerSecond = 1024;
var trickleStalls = 1.5;
var lateAnswerStalls = 3;
var longestLateAnswerMs = 3e4;
function startStallDetector(options2) {
  const { clock, timer = createSharedTimer(clock), stallMs, limitMs, cutOff } = options2;
  const mayAnswerLate = options2.mayAnswerLate ?? (() => false);
  const trickleMs = stallMs * trickleStalls;
  const trickleBytes = trickleMs / 1e3 * trickleBytesPerSecond;
  const lateAnswerMs = Math.max(stallMs, Math.min(lateAnswerStalls * stallMs, longestLateAnswerMs));
  const startMs = clock.now();
  let lastMs = startMs;
  let periodMs = startMs;
  let periodBytes = null;
  let cancel = () => {
  };
  const isSilent2 = (nowMs) => {
    const silenceMs2 = nowMs - lastMs;
    return silenceMs2 >= lateAnswerMs || silenceMs2 >= stallMs && (periodBytes !== null || !mayAnswerLate());
  };
  const cutOffReason = (nowMs) => {
    if (nowMs - startMs >= limitMs) return "slice";
    if (isSilent2(nowMs)) return "silent";
    if (periodBytes === null || nowMs - periodMs < trickleMs) return null;
    if (periodBytes < trickleBytes) return "trickle";
    periodMs = nowMs;
    periodBytes = 0;
    return null;
  };
  const nextCheckMs = (nowMs) => {
    const silenceMs2 = nowMs - lastMs;
    const silentMs = lastMs + (silenceMs2 >= stallMs ? Math.min(silenceMs2 + stallMs, lateAnswerMs) : stallMs);
    return Math.min(startMs + limitMs, silentMs, periodBytes === null ? Infinity : periodMs + trickleMs);
  };
  const check = (nowMs) => {
    const why = cutOffReason(nowMs);
    if (why !== null) cutOff(why);
    else cancel = timer.schedule(nextCheckMs(nowMs) - nowMs, () => check(clock.now()));
  };
  check(startMs);
  return {
    onBytes: (count) => {
      lastMs = clock.now();
      if (periodBytes === null) periodMs = lastMs;
      periodBytes = (periodBytes ?? 0) + count;
    },
    onResume: () => {
      lastMs = clock.now();
    },
    stop: () => cancel()
  };
}

// src/fetch/request/transfer.ts
import { createReadStream } from "node:fs";
import { stat as stat3 } from "node:fs/promises";
import { join as join7 } from "node:path";
import { fileURLToPath } from "node:url";

// src/fetch/request/answer.ts
function readAnswer(status, body) {
  if (status === 200) return { kind: "content" };
  if (status === 404 || status === 410) return readAbsence(body);
  if (status === 429) return failed2("rate-limited/http-429", { transient: true, blames: "upstream" });
  if (status === 403 && tellsOfRateLimit.test(body)) {
    return failed2("rate-limited/response", { transient: true, blames: "upstream" });
  }
  if ((status === 400 || status === 403) && policyRefusal.test(body))
    return failed2("auth/policy", { transient: false, blames: "file" });
  if (status === 401) return failed2("auth/http-401", { transient: false, blames: "file" });
  if (status === 403) return failed2("auth/http-403", { transient: false, blames: "file" });
  if (status === 407) return failed2("http-proxy/auth-required", { transient: false, blames: "upstream" });
  if (status >= 500 && status < 600)
    return failed2(serverFaults[status] ?? "server-error/http-5xx", {
      transient: !permanent.has(status),
      blames: "upstream"
    });
  const transient = status === 408 || status === 425;
  return failed2("server-error/odd-status", { transient, blames: transient ? "upstream" : "file" });
}
var permanent = /* @__PURE__ */ new Set([501, 505, 511]);
var tellsOfRateLimit = /rate limit|too many requests|quota exceeded/i;
var serverFaults = {
  500: "server-error/http-500",
  502: "server-error/http-502",
  503: "server-error/http-503",
  504: "server-error/http-504"
};
function readAbsence(body) {
  if (!upstreamTrouble.test(body)) return { kind: "absent" };
  return failed2("server-error/upstream", { transient: true, blames: "upstream" });
}
function failed2(id, how) {
  return { kind: "failed", category: categoryOf(id), id, ...how };
}

// src/fetch/request/transfer.ts
var maxBytes = { info: 1048576, mod: 16 * 1048576, zip: 500 * 1048576 };
var readErrorBytes = 16 * 1024;
async function transfer(at) {
  const { request, options: options2, progress, detector } = at;
  const { file, upstream } = request;
  const { entry } = upstream;
  if (entry.kind === "file") return readFromFolder(join7(fileURLToPath(entry.url), fileName(file)), at);
  const url = moduleFileUrl(entry.url, file);
  const { signal } = request.controller;
  const answer = await options2.http.get({ url, maxBytes: maxBytes[file.kind], signal });
  if (answer.kind === "failure") return { kind: "failed", fault: networkFault(answer, null) };
  progress.status = answer.status;
  progress.firstByteMs = options2.clock.now() - progress.startMs;
  upstream.latencies.add(progress.firstByteMs);
  detector.onBytes(0);
  return answer.status === 200 ? receiveBody(answer.body, at) : readOtherStatus(answer, options2.clock);
}
async function readFromFolder(path, at) {
  const found = await stat3(path).catch(() => null);
  if (!found?.isFile()) return { kind: "absent", status: null };
  return receiveBody(createReadStream(path, { signal: at.request.controller.signal }), at);
}
function receiveBody(body, { request, options: options2, progress, detector }) {
  const { file } = request;
  request.onContent();
  return receive({
    file,
    body,
    admission: options2.admission,
    sums: options2.sumsOf(file),
    zips: options2.zips,
    onBytes: (count) => {
      progress.bytes += count;
      detector.onBytes(count);
    },
    onResume: detector.onResume,
    onEnd: detector.stop
  });
}
async function readOtherStatus(answer, clock) {
  const { status, headers } = answer;
  const body = await readErrorText(answer.body);
  const meaning = readAnswer(status, body);
  if (meaning.kind !== "failed") return { kind: "absent", status };
  const retryAfter = headers["retry-after"];
  const details = { status, retryAfter, now: clock.date(), nowMs: clock.now(), body };
  return { kind: "failed", fault: statusFault(meaning, details) };
}
async function readErrorText(body) {
  const chunks = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > readErrorBytes) break;
    }
  } catch {
  }
  return Buffer.concat(chunks).toString("utf8", 0, readErrorBytes);
}

// src/fetch/request/request.ts
function createRequestSender(options2) {
  const { clock, signal, startMs, lastFaults } = options2;
  const timer = createSharedTimer(clock);
  return async (request) => {
    const { upstream, file, permit: permit2, isHedge, controller } = request;
    const progress = newProgress(request, clock);
    const stop2 = () => controller.abort();
    signal.addEventListener("abort", stop2, { once: true });
    const detector = startStallDetector({
      clock,
      timer,
      stallMs: options2.stallMs,
      limitMs: request.limitMs,
      mayAnswerLate: request.mayAnswerLate,
      cutOff: (why) => {
        progress.cutOff = why;
        stop2();
      }
    });
    if (signal.aborted) stop2();
    const ended = await transfer({ request, options: options2, progress, detector }).catch((error) => failed3(faultOf(error, request, progress))).finally(() => {
      detector.stop();
      signal.removeEventListener("abort", stop2);
    });
    const isCutOff = controller.signal.aborted && ended.kind === "failed" && !ended.fault.local;
    const outcome = isCutOff ? cutOffOutcome(progress, clock) : ended;
    if (outcome.kind === "failed") lastFaults.set(upstream.name, outcome.fault);
    permit2.release(healthSignalOf2(outcome, request, progress));
    const times = { fetchStartMs: startMs, nowMs: clock.now() };
    options2.onEnd(requestTelemetry({ file, proxy: upstream.name, isHedge, progress, outcome, ...times }));
    return outcome;
  };
}
function newProgress({ upstream }, clock) {
  const answersBefore = upstream.latencies.count();
  return { startMs: clock.now(), answersBefore, firstByteMs: null, status: null, bytes: 0, cutOff: null };
}
function failed3(fault) {
  return { kind: "failed", fault };
}
function faultOf(error, { file, upstream }, { status }) {
  if (error instanceof DiskError) return diskFault(error.code, file);
  if (!(error instanceof NetworkError) && errorCode(error) === null) throw error;
  return networkFault(networkFailure(error, { phase: "body", host: hostOf2(upstream) }), status);
}
function cutOffOutcome({ cutOff, startMs, firstByteMs }, clock) {
  if (cutOff === null) return { kind: "abandoned" };
  return failed3(stallFault(cutOff, firstByteMs === null ? "headers" : "body", clock.now() - startMs));
}
function healthSignalOf2(outcome, { controller, upstream }, { answersBefore }) {
  if (outcome.kind === "failed") return outcome.fault.health;
  if (outcome.kind !== "abandoned") return { kind: "success" };
  const isUpstreamSilent = upstream.latencies.count() === answersBefore;
  return { kind: controller.signal.reason === outrun && isUpstreamSilent ? "failure" : "none" };
}
function hostOf2({ entry }) {
  return entry.kind === "http" && URL.canParse(entry.url) ? new URL(entry.url).host : "";
}

// src/fetch/telemetry/recorder.ts
var slowestListed = 5;
function createRecorder() {
  const requests = [];
  return { add: (request) => requests.push(request), all: () => requests };
}
function requestLine(request) {
  const { proxy, kind, verdict, status, code, ms, hedge } = request;
  const how = [status, code].filter((part) => part !== null).join(" ");
  const what = `${moduleName(request)} .${kind} from ${proxy}`;
  return `${what}: ${verdict}${how === "" ? "" : ` (${how})`} after ${ms} ms${hedge ? ", a hedge" : ""}`;
}
function failedRequests(requests) {
  return requests.filter(({ verdict, hedge }) => failures.has(verdict) && !hedge).length;
}
var failures = /* @__PURE__ */ new Set(["error", "stalled", "wrong-content", "too-large"]);
function upstreamTelemetry(requests, proxies) {
  return proxies.map(({ name: name2, timesOpened }) => {
    const own = requests.filter(({ proxy }) => proxy === name2);
    const firstBytes2 = own.flatMap(({ firstByteMs }) => firstByteMs === null ? [] : [firstByteMs]);
    const verdicts = {};
    for (const { verdict } of own) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
    return {
      proxy: name2,
      requests: own.length,
      ok: verdicts.ok ?? 0,
      bytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
      medianFirstByteMs: firstBytes2.length === 0 ? null : percentile(firstBytes2, 0.5),
      breakerOpened: timesOpened,
      verdicts
    };
  });
}
function slowestModules(all) {
  const modules = /* @__PURE__ */ new Map();
  for (const request of all) {
    const name2 = moduleName(request);
    const known2 = modules.get(name2) ?? { requests: 0, bytes: 0, fromMs: request.startMs, toMs: 0 };
    modules.set(name2, {
      requests: known2.requests + 1,
      bytes: known2.bytes + request.bytes,
      fromMs: Math.min(known2.fromMs, request.startMs),
      toMs: Math.max(known2.toMs, request.startMs + request.ms)
    });
  }
  return [...modules].map(([module, { requests, bytes, fromMs, toMs }]) => ({ module, requests, bytes, ms: toMs - fromMs })).sort((a, b) => b.ms - a.ms || (a.module < b.module ? -1 : 1)).slice(0, slowestListed);
}

// src/fetch/upstream/concurrency.ts
var firstConcurrency = 10;
var largestConcurrency = 64;
var shareOfPlan = 6;
function concurrencyCap(planned) {
  return Math.min(largestConcurrency, Math.max(firstConcurrency, Math.ceil(planned / shareOfPlan)));
}
function raised(concurrency) {
  return Math.min(largestConcurrency, concurrency + 1);
}
var fewestAfterFailure = 4;
var fewestWhenThrottled = 2;
function halved(concurrency) {
  return Math.max(fewestAfterFailure, Math.floor(concurrency / 2));
}
function throttled(concurrency) {
  return Math.max(fewestWhenThrottled, Math.floor(concurrency / 4));
}

// src/fetch/upstream/breaker.ts
var failuresToOpen = 3;
var openingsToGiveUp = 5;
var closedBreaker = {
  failures: 0,
  openings: 0,
  timesOpened: 0,
  openUntilMs: null,
  onTrial: false
};
function breakerState(breaker, nowMs) {
  if (breaker.openUntilMs === null) return { kind: "closed" };
  if (breaker.onTrial) return { kind: "open", untilMs: null };
  if (breaker.openings >= openingsToGiveUp) return { kind: "given-up" };
  return nowMs >= breaker.openUntilMs ? { kind: "half-open" } : { kind: "open", untilMs: breaker.openUntilMs };
}
function onTrialStarted(breaker) {
  return { ...breaker, onTrial: true };
}
function onTrialAbandoned(breaker) {
  return { ...breaker, onTrial: false };
}
function onSuccess(breaker) {
  return { ...closedBreaker, timesOpened: breaker.timesOpened };
}
function onFailure(breaker, nowMs, random) {
  const failures2 = breaker.failures + 1;
  const opens = breaker.openUntilMs === null ? failures2 >= failuresToOpen : breaker.onTrial;
  if (!opens) return { ...breaker, failures: failures2 };
  const openings = breaker.openings + 1;
  return {
    failures: failures2,
    openings,
    timesOpened: breaker.timesOpened + 1,
    openUntilMs: nowMs + coolDownMs(openings, random),
    onTrial: false
  };
}
function coolDownMs(openings, random) {
  const backoff = backoffOf(openings);
  const half = backoff.ceilingMs / 2;
  return half + fullJitter({ ...backoff, ceilingMs: half }, random);
}

// src/fetch/upstream/upstream-health.ts
var longestPauseMs = 3e4;
var refusalsToGiveUp = 10;
var unknownHealth = {
  breaker: closedBreaker,
  concurrency: firstConcurrency,
  pausedUntilMs: null,
  hasSucceeded: false,
  refusals: 0,
  isGivenUp: false
};
function availabilityOf(health, nowMs) {
  const { breaker, pausedUntilMs, isGivenUp } = health;
  if (isGivenUp) return { kind: "given-up" };
  if (pausedUntilMs !== null && nowMs < pausedUntilMs) {
    return pausedUntilMs - nowMs > longestPauseMs ? { kind: "given-up" } : { kind: "paused", untilMs: pausedUntilMs };
  }
  const state = breakerState(breaker, nowMs);
  if (state.kind === "given-up") return { kind: "given-up" };
  return state.kind === "open" ? { kind: "paused", untilMs: state.untilMs } : { kind: "ready" };
}
function afterStart(health, nowMs) {
  const isTrial = breakerState(health.breaker, nowMs).kind === "half-open";
  return { health: isTrial ? { ...health, breaker: onTrialStarted(health.breaker) } : health, isTrial };
}
function afterAbandonedTrial(health) {
  return { ...health, breaker: onTrialAbandoned(health.breaker) };
}
function afterRequest(health, signal, end) {
  const { breaker, concurrency, hasSucceeded } = health;
  switch (signal.kind) {
    case "success":
      return {
        ...health,
        hasSucceeded: true,
        breaker: onSuccess(breaker),
        concurrency: raised(concurrency)
      };
    case "refused": {
      const refusals = health.refusals + 1;
      const isGivenUp = health.isGivenUp || !hasSucceeded && refusals >= refusalsToGiveUp;
      return { ...health, breaker: onSuccess(breaker), refusals, isGivenUp };
    }
    case "unusable":
      return hasSucceeded ? afterFailure(health, end) : { ...health, isGivenUp: true };
    case "failure":
      return afterFailure(health, end);
    case "throttled":
      return afterThrottling(health, signal.retryAfterMs, end);
  }
}
function afterFailure(health, { nowMs, random, cap }) {
  const breaker = onFailure(health.breaker, nowMs, random);
  return { ...health, breaker, concurrency: halved(Math.min(health.concurrency, cap)) };
}
function afterThrottling(health, retryAfterMs2, { nowMs, cap }) {
  const pausedUntilMs = retryAfterMs2 === null ? health.pausedUntilMs : Math.max(health.pausedUntilMs ?? 0, nowMs + retryAfterMs2);
  const concurrency = throttled(Math.min(health.concurrency, cap));
  return { ...health, breaker: onTrialAbandoned(health.breaker), concurrency, pausedUntilMs };
}

// src/fetch/upstream/priority-queue.ts
function createPriorityQueue() {
  const byPriority = /* @__PURE__ */ new Map();
  let priorities2 = [];
  let length = 0;
  const itemsOf = (priority) => byPriority.get(priority) ?? /* @__PURE__ */ new Set();
  const take = (items, item) => {
    items.delete(item);
    length--;
    return item;
  };
  return {
    isEmpty: () => length === 0,
    add: (priority, item) => {
      byPriority.set(priority, itemsOf(priority).add(item));
      if (byPriority.size > priorities2.length) priorities2 = [...byPriority.keys()].sort((a, b) => a - b);
      length++;
    },
    takeFirst: () => {
      for (const priority of priorities2) {
        const items = itemsOf(priority);
        for (const item of items) return take(items, item);
      }
      return null;
    },
    takeAll: (isMeant = () => true) => priorities2.flatMap((priority) => {
      const items = itemsOf(priority);
      return [...items].filter(isMeant).map((item) => take(items, item));
    })
  };
}

// src/fetch/upstream/waiting-requests.ts
function createWaitingRequests() {
  const queue = createPriorityQueue();
  const heard = /* @__PURE__ */ new Set();
  const listenOnce = (signal) => {
    if (heard.has(signal)) return;
    heard.add(signal);
    const onAbort = () => {
      for (const { resolve: resolve4 } of queue.takeAll((waiting) => waiting.signal === signal)) resolve4(null);
    };
    signal.addEventListener("abort", onAbort, { once: true });
  };
  return {
    isEmpty: queue.isEmpty,
    add: (priority, signal) => new Promise((resolve4, reject) => {
      listenOnce(signal);
      queue.add(priority, { signal, resolve: resolve4, reject });
    }),
    resolveFirst: (grant) => queue.takeFirst()?.resolve(grant()),
    cancelAll: () => {
      for (const { resolve: resolve4 } of queue.takeAll()) resolve4(null);
    },
    rejectAll: (reason2) => {
      for (const { reject } of queue.takeAll()) reject(reason2);
    }
  };
}

// src/fetch/upstream/limiter.ts
function createLimiter({ clock, random, cap, isUnhealthy = false }) {
  const waiting = createWaitingRequests();
  let health = unknownHealth;
  let underWay = 0;
  let listeners = [];
  const availability = () => availabilityOf(health, clock.now());
  const isHealthy = () => availability().kind === "ready" && health.breaker.failures === 0 && (health.hasSucceeded || !isUnhealthy);
  const grant = () => {
    underWay++;
    const started = afterStart(health, clock.now());
    health = started.health;
    return permit((signal) => {
      underWay--;
      if (signal.kind !== "none")
        health = afterRequest(health, signal, { nowMs: clock.now(), random, cap: cap() });
      else if (started.isTrial) health = afterAbandonedTrial(health);
      grantWaiting();
    });
  };
  const grantWaiting = () => {
    while (!waiting.isEmpty()) {
      if (availability().kind !== "ready") {
        waiting.cancelAll();
        break;
      }
      if (underWay >= Math.min(health.concurrency, cap())) break;
      waiting.resolveFirst(grant);
    }
    const waitingForChange = listeners;
    listeners = [];
    for (const resolve4 of waitingForChange) resolve4();
  };
  const grantSoon = onceATurn(grantWaiting, waiting.rejectAll);
  return {
    availability,
    acquire: (priority, signal) => {
      if (signal.aborted) return Promise.resolve(null);
      const granted = waiting.add(priority, signal);
      grantSoon();
      return granted;
    },
    isHealthy,
    acquireForHedge: () => isHealthy() ? grant() : null,
    cancelWaiting: waiting.cancelAll,
    changed: () => new Promise((resolve4) => listeners.push(resolve4)),
    timesOpened: () => health.breaker.timesOpened
  };
}
function permit(onRelease) {
  let isReleased = false;
  return {
    release: (signal) => {
      if (isReleased) return;
      isReleased = true;
      onRelease(signal);
    }
  };
}
function onceATurn(act, onError) {
  let isScheduled = false;
  return () => {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      try {
        act();
      } catch (error) {
        onError(error);
      }
    });
  };
}

// src/fetch/upstream/retry-budget.ts
var fewestRetries = 10;
var shareOfPlan2 = 0.2;
function createRetryBudget(planned) {
  let spent = 0;
  return {
    take: () => {
      if (spent >= Math.max(fewestRetries, Math.floor(planned() * shareOfPlan2))) return false;
      spent++;
      return true;
    },
    spent: () => spent
  };
}

// src/fetch/upstream/upstream-record.ts
var fewestRefusedModules = 5;
function createUpstreamRecord(onGivesLittle) {
  const given = /* @__PURE__ */ new Set();
  const refused = /* @__PURE__ */ new Set();
  let sentWrongBytes = false;
  const givesLittle = () => sentWrongBytes || refused.size >= fewestRefusedModules && refused.size > given.size;
  const change = (apply) => {
    const before = givesLittle();
    apply();
    if (!before && givesLittle()) onGivesLittle();
  };
  return {
    onFile: (module) => {
      given.add(moduleName(module));
    },
    onRefusal: (module) => change(() => refused.add(moduleName(module))),
    onWrongBytes: () => change(() => {
      sentWrongBytes = true;
    }),
    givesLittle,
    hasGiven: (module) => given.has(moduleName(module))
  };
}

// src/fetch/upstream/upstream.ts
function upstreamGroups(list, createLimiter2) {
  return list.groups.flatMap((group) => {
    const upstreams = [...new Set(group)].flatMap((entry) => {
      if (entry.kind !== "http" && entry.kind !== "file") return [];
      const limiter = createLimiter2(entry.display);
      const hasBetter = () => upstreams.some((other) => other.limiter !== limiter && !other.record.givesLittle());
      return [
        {
          name: entry.display,
          entry,
          limiter,
          // Files that wait for it go to another upstream. Where there is none, thousands would come back for nothing.
          record: createUpstreamRecord(() => {
            if (hasBetter()) limiter.cancelWaiting();
          }),
          latencies: createLatencySamples()
        }
      ];
    });
    return upstreams.length === 0 ? [] : [{ upstreams }];
  });
}

// src/fetch/file-fetcher.ts
function createFileFetcher(options2, abort) {
  const { clock, random, limits } = options2;
  const startMs = clock.now();
  const progress = { planned: 0, fetched: 0, bytes: 0 };
  const recorder = createRecorder();
  const lastFaults = /* @__PURE__ */ new Map();
  const groups = createUpstreams(options2, () => progress.planned);
  const sender = createSender(options2, { signal: abort.signal, startMs, recorder, lastFaults });
  const fetchOptions = {
    groups,
    sendRequest: sender.sendRequest,
    clock,
    random,
    budget: createRetryBudget(() => progress.planned),
    signal: abort.signal,
    deadlineAtMs: startMs + limits.deadlineMs,
    whyAborted: abort.reason,
    lastFaults
  };
  return {
    fetchFile: async (file) => {
      progress.planned++;
      const result = await fetchFile(file, fetchOptions);
      if (result.kind === "left" && result.why === "disk") abort.abort("disk");
      if (result.kind === "admitted") {
        progress.fetched++;
        progress.bytes += result.bytes;
        const { bytes: sizeBytes, isOurs, proxy } = result;
        options2.onAdmitted?.({ file, sizeBytes, proxy: isOurs ? proxy : null });
      }
      options2.onProgress?.({ ...progress });
      return result;
    },
    seen: () => seen({ groups, recorder, sender }, { startMs, nowMs: clock.now() })
  };
}
function createUpstreams({ list, clock, random, unhealthy = [] }, planned) {
  const cap = () => concurrencyCap(planned());
  return upstreamGroups(
    list,
    (name2) => createLimiter({ clock, random, cap, isUnhealthy: unhealthy.includes(name2) })
  );
}
function createSender({ http, clock, limits, gomodcache, log, sums, zips }, {
  recorder,
  ...shared
}) {
  const { stallMs } = limits;
  const sendRequest2 = createRequestSender({
    http,
    clock,
    stallMs,
    ...shared,
    admission: createAdmission(gomodcache),
    zips,
    sumsOf: (file) => file.kind === "mod" ? modSums(sums, file) : zipSums(sums, file),
    onEnd: (request) => {
      recorder.add(request);
      if (request.verdict !== "ok") log?.debug(requestLine(request));
    }
  });
  return createHedgedSender({ clock, stallMs, sendRequest: sendRequest2 });
}
function seen({
  groups,
  recorder,
  sender
}, { startMs, nowMs }) {
  const upstreams = groups.flatMap(
    (group) => group.upstreams.map(({ name: name2, limiter }) => ({ name: name2, timesOpened: limiter.timesOpened() }))
  );
  return { requests: recorder.all(), upstreams, hedges: sender.hedges(), ms: nowMs - startMs, nowMs };
}

// src/fetch/obtain-toolchain.ts
import { stat as stat4 } from "node:fs/promises";
import { join as join8 } from "node:path";

// src/fetch/toolchain.ts
var toolchainPath = "golang.org/toolchain";
function wantedGo(scopes, env) {
  const running = versionOf(env.GOVERSION.split(" ", 1)[0] ?? "");
  const [name2 = "", mode] = env.GOTOOLCHAIN.split("+");
  if (/^go\d/.test(name2) && mode === void 0) return versionOf(name2) === running ? null : versionOf(name2);
  if (name2 !== "auto" && mode !== "auto") return null;
  const least = /^go\d/.test(name2) ? versionOf(name2) : running;
  const asked = scopes.flatMap(
    ({ work, mains }) => work === void 0 ? mains.map(({ mod }) => mod) : [work]
  );
  const versions = asked.flatMap(({ go, toolchain }) => [go, toolchain === "default" ? null : toolchain]);
  const newest = versions.reduce(
    (best, version) => newer(best, versionOf(version ?? "")),
    least ?? ""
  );
  return newest === running || newest === "" ? null : newest;
}
function toolchainZip(version, {
  list,
  env,
  host
}) {
  const entries = list.groups.flat();
  const isLoneFolder = entries.length === 1 && entries[0]?.kind === "file";
  const [os, arch] = [systems.get(host.platform), architectures.get(host.arch)];
  if (env.GOSUMDB === "off" || isLoneFolder || os === void 0 || arch === void 0) return null;
  return { path: toolchainPath, version: `v0.0.1-go${version}.${os}-${arch}`, kind: "zip" };
}
function toolchainNote(version, how) {
  const tail = how === "fetched" ? "its toolchain is fetched as well" : "go downloads its toolchain by itself, before anything else";
  return `Go ${version} is asked for by a go or toolchain line, or by GOTOOLCHAIN: ${tail}.`;
}
var systems = /* @__PURE__ */ new Map([
  ["linux", "linux"],
  ["darwin", "darwin"],
  ["win32", "windows"],
  ["freebsd", "freebsd"]
]);
var architectures = /* @__PURE__ */ new Map([
  ["x64", "amd64"],
  ["arm64", "arm64"],
  ["ia32", "386"],
  ["ppc64", "ppc64le"],
  ["s390x", "s390x"],
  ["riscv64", "riscv64"]
]);
function versionOf(text2) {
  const match = /^(?:go)?(\d+\.(\d+)(?:\.\d+|(?:rc|beta)\d+)?)$/.exec(text2);
  if (match === null) return null;
  const [, version = "", minor] = match;
  return /^\d+\.\d+$/.test(version) && Number(minor) >= 21 ? `${version}.0` : version;
}
function newer(a, b) {
  return b !== null && compareGoVersions(b, a) > 0 ? b : a;
}

// src/fetch/obtain-toolchain.ts
async function obtainToolchain(source, options2) {
  const { scopes, env, list, gomodcache, host = { platform: process.platform, arch: process.arch } } = options2;
  const version = wantedGo(scopes, env);
  if (version === null) return null;
  const file = toolchainZip(version, { list, env, host });
  if (file === null) return toolchainNote(version, "left");
  const isUnpacked = await stat4(join8(gomodcache, `${escapePath(file.path)}@${file.version}`)).then(
    () => true,
    () => false
  );
  if (isUnpacked) return null;
  source.obtain(file).catch(() => {
  });
  return toolchainNote(version, "fetched");
}

// src/fetch/step-aside.ts
function reasonToStepAside(list, env) {
  const [first] = list.groups.flat();
  if (first === void 0) return "GOPROXY names no proxy";
  if (first.kind === "off") return "GOPROXY=off forbids all downloads";
  if (first.kind === "direct") return "GOPROXY asks the origin of each module first; only go can do that";
  const auth = authCommand(env.GOAUTH);
  if (auth !== null) return `GOAUTH names ${auth}, which only go runs`;
  const flag = env.GOFLAGS.split(/\s+/).find((word) => /^['"]?--?overlay=/.test(word));
  if (flag !== void 0) return "GOFLAGS has -overlay: go reads other files than those on disk";
  return null;
}
function authCommand(goauth) {
  const commands = goauth.split(";").map((part) => part.trim());
  const foreign = commands.find((command) => command !== "" && command !== "netrc" && command !== "off");
  return foreign === void 0 ? null : `the command ${foreign.split(/\s+/, 1)[0]}`;
}

// src/fetch/telemetry/witnesses.ts
function fetchWitnesses(left2) {
  return left2.flatMap(({ file, result }) => [
    ...result.faults.map(({ proxy, fault }) => witness(file, proxy, fault)),
    ...result.why === "absent" ? result.absentAt.map((proxy) => witness(file, proxy, absence(file))) : []
  ]);
}
function mustNotAsk(left2, nowMs) {
  return left2.flatMap(
    ({ file, result }) => result.faults.flatMap(({ proxy, fault }) => {
      const { mustNotAsk: reason2, pauseUntilMs } = fault;
      if (reason2 === null) return [];
      const retryAfterMs2 = pauseUntilMs === null ? null : Math.ceil(pauseUntilMs - nowMs);
      return retryAfterMs2 !== null && retryAfterMs2 <= 0 ? [] : [{ file, proxy, reason: reason2, retryAfterMs: retryAfterMs2 }];
    })
  );
}
var toolchainFault = { category: "toolchain", id: "toolchain/download-failed" };
function witness(file, proxy, stated) {
  const isToolchain = file.path === toolchainPath && stated.category !== "disk";
  const { category, id } = isToolchain ? toolchainFault : stated;
  const { reason: reason2 } = stated;
  const url = `${trimEnd(proxy, "/")}/${wirePath(file)}`;
  const host = URL.canParse(proxy) ? new URL(proxy).host : proxy;
  return { module: moduleName(file), proxy, host, url, category, id, text: `GET ${url}: ${reason2}` };
}
function absence({ kind }) {
  return kind === "zip" ? { category: "not-found", id: "not-found/no-zip", reason: "not found" } : { category: "version-unavailable", id: "version-unavailable/not-on-proxy", reason: "not found" };
}

// src/fetch/telemetry/result.ts
function reportOf(run) {
  const { settled, requests, hedges } = run;
  const left2 = [];
  const wrongBytes = /* @__PURE__ */ new Map();
  let fetched = 0;
  let bytes = 0;
  for (const { file, result } of settled) {
    if (result.kind === "present") continue;
    for (const { proxy, fault } of result.faults) {
      const module = moduleName(file);
      if (fault.category === "checksum-mismatch") wrongBytes.set(`${module} ${proxy}`, { module, proxy });
    }
    if (result.kind === "left") {
      left2.push({ file, result });
      continue;
    }
    fetched++;
    bytes += result.bytes;
  }
  const files = new Set(requests.map((request) => `${moduleName(request)}.${request.kind}`)).size;
  return {
    report: {
      kind: "ran",
      planned: fetched + left2.length,
      fetched,
      missing: left2.length,
      bytes,
      ms: Math.round(run.ms),
      requests: requests.length,
      retries: Math.max(0, requests.length - hedges - files),
      failures: failedRequests(requests),
      hedges,
      upstreams: upstreamTelemetry(requests, run.upstreams),
      slowest: slowestModules(requests),
      witnesses: fetchWitnesses(left2),
      wrongBytes: [...wrongBytes.values()]
    },
    mustNotAsk: mustNotAsk(left2, run.nowMs),
    notes: notesOn(left2)
  };
}
function notesOn(left2) {
  const zips = left2.filter(({ result }) => result.why === "unverifiable").length;
  if (zips === 0) return [];
  const what = zips === 1 ? "One zip is" : `${zips} zips are`;
  return [
    `${what} left to go: neither go.sum nor the checksum database would judge ${zips === 1 ? "it" : "them"}.`
  ];
}

// src/fetch/fetch-modules.ts
async function fetchModules(options2) {
  const reason2 = reasonToStepAside(options2.list, options2.env);
  if (reason2 !== null) return nothingFetched({ kind: "stepped-aside", reason: reason2 });
  try {
    return await fetchMissing(options2);
  } catch (error) {
    options2.log?.debug(
      `the fetch crashed: ${error instanceof Object && "stack" in error ? String(error.stack) : String(error)}`
    );
    return nothingFetched({ kind: "crashed", reason: messageOf(error) });
  }
}
function nothingFetched(report) {
  return { report, mustNotAsk: [], notes: [] };
}
async function fetchMissing(options2) {
  const abort = startFetchAbort(options2);
  try {
    return await fetchUntilAborted(options2, abort);
  } finally {
    abort.end();
  }
}
async function fetchUntilAborted(options2, abort) {
  const { sums, env, gomodcache } = options2;
  const fetcher = createFileFetcher(options2, abort);
  const isPrivate = (path) => matchPrefixPatterns(env.GONOPROXY, path);
  const inventory = createInventory(gomodcache);
  const source = createFileSource({
    readPresent: (file) => readPresent(file, inventory),
    isPrivate,
    // A toolchain is only asked for where the checksum database verifies it.
    isVerifiable: (module) => module.path === toolchainPath || isZipVerifiable(module, sums, env),
    fetchFile: fetcher.fetchFile,
    onCrash: () => abort.abort("cancelled")
  });
  const [note] = await Promise.all([
    obtainToolchain(source, options2),
    obtainPlanned(source, options2, isPrivate)
  ]);
  const result = reportOf({ settled: await source.settled(), ...fetcher.seen() });
  return note === null ? result : { ...result, notes: [...result.notes, note] };
}
async function obtainPlanned(source, { scopes, planned, onPlanned }, isPrivate) {
  const onFile = (file) => {
    if (!isPrivate(file.path) && checkModuleVersion(file) === null) source.obtain(file).catch(() => {
    });
  };
  if (planned !== void 0) return planned.forEach(onFile);
  const plans = await Promise.all(
    scopes.map((scope) => planDownload({ scope, readMod: source.readMod, onFile }))
  );
  onPlanned?.(mergePlans(plans));
}
async function readPresent(file, { sizeOf, readMod: readMod2 }) {
  if (file.kind === "mod") return readMod2(file);
  return await sizeOf(file) === null ? null : "";
}
function messageOf(error) {
  return typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error);
}

// src/report/build/merge-fetch-reports.ts
function mergeFetchReports(earlier, later) {
  if (earlier.kind !== "ran" || later.kind !== "ran")
    return later.kind === "ran" || earlier.kind !== "ran" ? later : earlier;
  return {
    ...later,
    planned: Math.max(earlier.planned, later.planned),
    fetched: earlier.fetched + later.fetched,
    bytes: earlier.bytes + later.bytes,
    ms: earlier.ms + later.ms,
    requests: earlier.requests + later.requests,
    // What a later round asks for again was asked in vain before.
    retries: earlier.retries + later.retries + Math.min(earlier.missing, later.requests),
    failures: earlier.failures + later.failures,
    hedges: earlier.hedges + later.hedges,
    upstreams: mergeUpstreams(earlier, later),
    slowest: slowest([...earlier.slowest, ...later.slowest]),
    wrongBytes: [...earlier.wrongBytes, ...later.wrongBytes]
  };
}
function mergeUpstreams(earlier, later) {
  const proxies = new Set([...earlier.upstreams, ...later.upstreams].map(({ proxy }) => proxy));
  return [...proxies].flatMap((proxy) => {
    const parts = [earlier, later].flatMap(
      ({ upstreams }) => upstreams.filter((upstream) => upstream.proxy === proxy)
    );
    return parts.length === 0 ? [] : [parts.reduce(addUp)];
  });
}
function addUp(a, b) {
  const verdicts = { ...a.verdicts };
  for (const [verdict, count] of Object.entries(b.verdicts))
    verdicts[verdict] = (verdicts[verdict] ?? 0) + count;
  return {
    proxy: a.proxy,
    requests: a.requests + b.requests,
    ok: a.ok + b.ok,
    bytes: a.bytes + b.bytes,
    medianFirstByteMs: a.ok >= b.ok ? a.medianFirstByteMs : b.medianFirstByteMs,
    breakerOpened: a.breakerOpened + b.breakerOpened,
    verdicts
  };
}
function slowest(modules) {
  return [...modules].sort((a, b) => b.ms - a.ms).slice(0, 10);
}

// src/run/redirectors.ts
function redirectorsOf(list, refused) {
  return [...new Set(list.groups.flat())].flatMap((entry) => {
    if (entry.kind !== "http") return [];
    const found = refused.find(({ url }) => isBelow2(entry.url, url));
    return found === void 0 ? [] : [{ proxy: entry.display, from: found.from, to: found.to }];
  });
}

// src/run/unlisted-files.ts
import { join as join10 } from "node:path";

// src/modcache/unverified-zips.ts
import { access } from "node:fs/promises";
import { join as join9 } from "node:path";
async function unverifiedZips(gomodcache, modules) {
  const unjudged = await Promise.all(
    modules.map(async (module) => {
      const zip = join9(gomodcache, "cache", "download", fileName({ ...module, kind: "zip" }));
      return await isThere(zip) && !await isThere(zip.replace(/\.zip$/, ".ziphash"));
    })
  );
  return modules.filter((_, index) => unjudged[index]);
}
async function isThere(path) {
  return access(path).then(
    () => true,
    () => false
  );
}

// src/run/unlisted-files.ts
async function removeUnverified({ project }, { origins, plan }) {
  const { GOMODCACHE: gomodcache } = project.env;
  const unlisted = unlistedFiles(project, origins);
  const zips = unlisted.filter(({ kind }) => kind === "zip");
  for (const module of await unverifiedZips(gomodcache, zips)) await drop2(gomodcache, module, origins);
  const sums = await readSums(project);
  for (const mod of unlisted.filter(({ kind }) => kind === "mod")) {
    if (origins.originOf(mod) === null || await isTaken(mod, { project, origins, sums })) continue;
    await dropMod(gomodcache, mod);
    origins.forget(mod);
    origins.forget({ ...mod, kind: "info" });
  }
  for (const name2 of origins.databaseFiles()) {
    await remove(join10(gomodcache, "cache", "download", name2), { below: gomodcache });
    origins.forgetDatabaseFile(name2);
  }
  if (unlisted.length > 0) plan.modsRemoved();
}
async function removeRestored(setup, state) {
  const { project } = setup;
  const { origins } = state;
  const unlisted = unlistedFiles(project, origins);
  const restored2 = unlisted.filter((file) => origins.originOf(file)?.kind === "cache");
  if (restored2.length === 0 && origins.databaseFiles().length === 0) return { kind: "nothing", problems: [] };
  const problems = [];
  for (const file of restored2) {
    const record = await readRecord(file, project);
    if (record !== null && !record.includes(await sumLine(file, project))) problems.push(unrecorded(file));
  }
  if (problems.length === 0 && restored2.length === unlisted.length) problems.push(unbelieved);
  await removeUnverified(setup, state);
  return { kind: "removed", problems };
}
function unlistedFiles(project, origins) {
  return origins.files().filter((file) => !isListed(file, project.sums));
}
async function readSums({ scopes }) {
  const files = scopes.flatMap((scope) => scope.files.filter((file) => file.endsWith(".sum")));
  const texts = await Promise.all(files.map((file) => readTextFile(file, textLimits.sum)));
  const parsed = texts.map((text2, index) => parseGoSum(text2 ?? "", files[index] ?? ""));
  return mergeGoSums(...parsed.flatMap((result) => result.kind === "ok" ? [result.sums] : []));
}
async function isTaken(file, {
  project,
  origins,
  sums
}) {
  const line = await sumLine(file, project);
  if (modSums(sums, file).some((hash) => line.endsWith(` ${hash}`))) return true;
  const database = databaseName(project.env.GOSUMDB);
  const isOurs = database === null || origins.databaseFiles().includes(lookupName(database, file));
  return !isOurs && (await readRecord(file, project))?.includes(line) === true;
}
async function readRecord(module, { env }) {
  const database = databaseName(env.GOSUMDB);
  if (database === null) return null;
  const path = join10(env.GOMODCACHE, "cache", "download", lookupName(database, module));
  return (await readTextFile(path, maxLookupBytes))?.split("\n") ?? null;
}
async function sumLine(file, { env }) {
  const path = join10(env.GOMODCACHE, "cache", "download", fileName(file));
  if (file.kind === "zip") return `${file.path} ${file.version} ${await hashZip(path).catch(() => "")}`;
  const text2 = await readTextFile(path, textLimits.mod);
  return `${file.path} ${file.version}/go.mod ${text2 === null ? "" : hashMod(Buffer.from(text2))}`;
}
async function drop2(gomodcache, { path, version }, origins) {
  await dropModule(gomodcache, { path, version });
  for (const kind of ["info", "mod", "zip"]) origins.forget({ path, version, kind });
}
function unrecorded(file) {
  const reason2 = `the .${file.kind} of the cache entry has another content than the checksum database names; it was fetched anew`;
  return { kind: "tampered", what: moduleName(file), reason: reason2 };
}
var unbelieved = {
  kind: "cache-corrupt",
  what: "sumdb",
  reason: "go does not accept the files of the checksum database, so it asked for them itself"
};

// src/run/fetcher.ts
function createFetcher(setup, world, {
  list,
  http,
  state,
  unhealthy
}) {
  const problems = [];
  let report = { kind: "off", reason: "prefetch is false" };
  return {
    fetch: async (deadlineMs) => {
      if (!setup.inputs.prefetch) return { witnesses: [], retryAfterMs: null, mustNotAsk: [] };
      const fetched = await fetchMissing2(setup, world, {
        list,
        http,
        state,
        unhealthy,
        deadlineMs
      });
      world.log.info(outcomeOf3(fetched.report));
      for (const note of fetched.notes) world.log.info(note);
      report = mergeFetchReports(report, fetched.report);
      const waits = fetched.mustNotAsk.flatMap(
        ({ retryAfterMs: retryAfterMs2 }) => retryAfterMs2 === null ? [] : [retryAfterMs2]
      );
      return {
        witnesses: fetched.report.kind === "ran" ? fetched.report.witnesses : [],
        retryAfterMs: waits.length > 0 ? Math.max(...waits) : null,
        mustNotAsk: [...new Set(fetched.mustNotAsk.map(({ proxy }) => proxy))]
      };
    },
    replaceUnlisted: async () => {
      const restored2 = await removeRestored(setup, state);
      problems.push(...restored2.problems);
      return restored2.kind === "removed";
    },
    report: () => report,
    redirectors: () => redirectorsOf(list, http.refusedRedirects()),
    problems: () => problems
  };
}
async function fetchMissing2(setup, world, request) {
  const { project, inputs } = setup;
  const { clock, random, signal, log, progress } = world;
  const { deadlineMs, state, ...rest } = request;
  const planned = state.plan.wholeFiles();
  try {
    return await fetchModules({
      ...rest,
      ...planned !== null && { planned },
      scopes: project.scopes,
      sums: project.sums,
      env: project.env,
      gomodcache: project.env.GOMODCACHE,
      zips: state.zips,
      clock,
      random,
      limits: { deadlineMs: Math.max(0, deadlineMs - clock.now()), stallMs: inputs.stallTimeoutMs },
      signal,
      log,
      onProgress: ({ fetched, planned: planned2, bytes }) => progress(`fetched ${fetched} of ${planned2} files, ${(bytes / 1e6).toFixed(1)} MB`),
      onPlanned: state.plan.replace,
      onAdmitted: ({ file, proxy }) => {
        if (proxy !== null) state.origins.note(file, { kind: "proxy", proxy });
      }
    });
  } finally {
    progress(null);
  }
}
function outcomeOf3(report) {
  switch (report.kind) {
    case "off":
      return `No fetch: ${report.reason}`;
    case "stepped-aside":
      return `All fetching is left to go: ${report.reason}`;
    case "crashed":
      return `The fetch broke off by a bug of ours, so all is left to go: ${report.reason}`;
    case "ran": {
      const { fetched, planned, bytes, ms, requests } = report;
      return `Fetched ${fetched} of ${planned} missing files: ${(bytes / 1e6).toFixed(1)} MB, ${requests} requests, ${(ms / 1e3).toFixed(1)} s`;
    }
  }
}

// src/run/download-online.ts
var probeLimitMs = 3e3;
async function downloadOnline(setup, world, { state, deadlineMs }) {
  const http = createHttp({ env: setup.env, goauth: setup.project.env.GOAUTH });
  try {
    const { list, ranking } = await chooseOrder(setup, world, { http, deadlineMs });
    const unhealthy = (ranking?.verdicts ?? []).flatMap(
      ({ proxy, health }) => health === "unhealthy" ? [proxy] : []
    );
    const fetcher = createFetcher(setup, world, { list, http, state, unhealthy });
    const outcome = await downloadInAttempts(setup, world, { list, fetcher, plan: state.plan, deadlineMs });
    if (!outcome.complete) await removeUnverified(setup, state);
    const redirectors = fetcher.redirectors();
    return {
      ...outcome,
      list,
      verdicts: ranking?.verdicts ?? [],
      ranking: ranking?.reason ?? null,
      exported: ranking?.changed === true && await exportOrder(list, redirectors, world),
      fetch: fetcher.report(),
      redirectors,
      problems: fetcher.problems()
    };
  } finally {
    await http.close();
  }
}
async function chooseOrder(setup, world, { http, deadlineMs }) {
  if (!needsProbe(setup.list)) return { list: setup.list, ranking: null };
  return world.log.group("Probe the candidates", async () => {
    const verdicts = await probe(setup, world, { http, limitMs: deadlineMs - world.clock.now() });
    const ranked = rankProxies(setup.list, verdicts);
    for (const { proxy, health, reason: reason2 } of ranked.ranking.verdicts)
      world.log.info(`${proxy}: ${health}. ${reason2}`);
    world.log.info(ranked.ranking.reason);
    return ranked;
  });
}
async function exportOrder(ranked, redirectors, { env, exportVariable, log }) {
  const list = endedBefore(
    ranked,
    redirectors.map(({ proxy }) => proxy)
  );
  if (list === null) return false;
  if (goproxySecrets(list).some((secret) => !env.GOPROXY?.includes(secret))) {
    log.info("The new order is not exported to later steps, since the list holds credentials.");
    return false;
  }
  return exportVariable("GOPROXY", formatGoproxyList(list));
}
async function probe({ project, list, isPrivate }, world, { http, limitMs = probeLimitMs }) {
  const requires = project.scopes.flatMap(({ mains }) => mains.flatMap(({ mod }) => mod.require));
  const direct = new Set(requires.filter(({ indirect }) => !indirect).map(({ path }) => path));
  const isHidden = (path) => isPrivate(path) || matchPrefixPatterns(project.env.GOPRIVATE, path);
  const sentinels = pickSentinels({ sums: project.sums, isPrivate: isHidden, direct });
  return probeProxies({
    list,
    sentinels,
    http,
    clock: world.clock,
    limitMs: Math.max(0, Math.min(probeLimitMs, limitMs)),
    signal: world.signal
  });
}

// src/run/prepare.ts
import { readdir as readdir4, readFile as readFile3 } from "node:fs/promises";
import { delimiter, dirname as dirname6, join as join19 } from "node:path";

// src/cache/transfer-process.ts
import { mkdir, mkdtemp, readFile as readFile2 } from "node:fs/promises";
import { dirname as dirname4, join as join11 } from "node:path";

// src/cache/transfer-environment.ts
var passedOn = /* @__PURE__ */ new Set([
  "ACTIONS_CACHE_MODE",
  "ACTIONS_CACHE_SERVICE_V2",
  "ACTIONS_CACHE_URL",
  "ACTIONS_ORCHESTRATION_ID",
  "ACTIONS_RESULTS_URL",
  "ACTIONS_RUNTIME_TOKEN",
  "COMSPEC",
  "GITHUB_REF",
  "GITHUB_SERVER_URL",
  "HOME",
  "HTTPS_PROXY",
  "HTTP_PROXY",
  "LANG",
  "LC_ALL",
  "LD_LIBRARY_PATH",
  "NODE_EXTRA_CA_CERTS",
  "NODE_OPTIONS",
  "NODE_TLS_REJECT_UNAUTHORIZED",
  "NODE_USE_SYSTEM_CA",
  "NO_PROXY",
  "PATH",
  "PATHEXT",
  "PROGRAMFILES",
  "RUNNER_TRACKING_ID",
  "SSL_CERT_DIR",
  "SSL_CERT_FILE",
  "SYSTEMDRIVE",
  "SYSTEMROOT",
  "USERPROFILE",
  "WINDIR"
]);
function transferEnvironment(env, folders) {
  const kept = Object.entries(env).filter(([name2]) => passedOn.has(name2.toUpperCase()));
  return {
    // The toolkit looks for tar and zstd by itself, and takes a relative element of PATH.
    ...withAbsolutePath(Object.fromEntries(kept), process.platform),
    GITHUB_WORKSPACE: folders.workspace,
    RUNNER_TEMP: folders.temp,
    TMPDIR: folders.temp,
    TEMP: folders.temp,
    TMP: folders.temp,
    // Else the tar of macOS adds a `._` file for each one with extended attributes.
    COPYFILE_DISABLE: "1"
  };
}
function whyNoService(env) {
  const isV2 = isGithubCloud(env.GITHUB_SERVER_URL) && isSet(env.ACTIONS_CACHE_SERVICE_V2);
  const address = isV2 ? "ACTIONS_RESULTS_URL" : "ACTIONS_CACHE_URL";
  if (!isSet(env[address])) return `this runner has no cache service: ${address} is not set`;
  if (isV2 && !isSet(env.ACTIONS_RUNTIME_TOKEN)) {
    return "ACTIONS_RUNTIME_TOKEN is not set: the runner gives it to actions, not to commands of a run step";
  }
  return null;
}
function isGithubCloud(server) {
  const address = isSet(server) ? server : "https://github.com";
  if (!URL.canParse(address)) return false;
  const host = new URL(address).hostname.toUpperCase();
  return host === "GITHUB.COM" || host.endsWith(".GHE.COM") || host.endsWith(".LOCALHOST");
}
function isSet(value) {
  return value !== void 0 && value !== "";
}

// src/cache/transfer-output.ts
var keptMessages = 200;
var tellingDebug = /^(?:Failed to reserve cache|File Size): /;
function createTransferLog() {
  const messages = [];
  const masks = [];
  return {
    push: (line) => {
      const [, command = "", text2 = line] = /^::([a-z-]+)(?: [^:]*)?::(.*)$/.exec(line) ?? [];
      const message = command === "" ? line : decode2(text2);
      if (command === "add-mask" && message !== "") masks.push(message);
      const telling = command === "debug" ? tellingDebug.test(message) : command !== "add-mask";
      if (telling && messages.push(message) > keptMessages) messages.shift();
    },
    end: () => ({ messages, masks })
  };
}
function decode2(text2) {
  return text2.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}
var failedAttempt = /^Attempt (\d+) of \d+ failed with error: (.+?)\.? Retrying request in/s;
var patience = 2;
function isHopeless(line) {
  return Number(failedAttempt.exec(line)?.[1] ?? 0) >= patience;
}
var restoreTexts = [
  [/cache read denied:/, "denied"],
  [/^Cache restore skipped: the effective cache-mode/, "denied"],
  [/^Failed to restore:/, "unavailable"],
  [failedAttempt, "unavailable"]
];
var saveTexts = [
  [/cache write denied:/, "denied"],
  [/^Cache save skipped: the effective cache-mode/, "denied"],
  [/^Failed to reserve cache: .*(?:\(409\)|already exists|Response was not ok)/s, "exists"],
  // The first version of the service tells the details in the same line.
  [/^Failed to save: Unable to reserve cache .*already exists/is, "exists"],
  [/^Failed to reserve cache:/, "unavailable"],
  [/^Failed to save: Unable to reserve cache/, "exists"],
  [
    /^Failed to save:.*(?:Unable to make request|non-retryable|Cache service responded|reserveCache failed)/s,
    "unavailable"
  ],
  [/^Failed to save:/, "failed"],
  [failedAttempt, "unavailable"]
];
function explainRestore(log) {
  const found = find(log, restoreTexts);
  if (found === null) return { kind: "miss" };
  return { kind: found.trouble === "denied" ? "denied" : "unavailable", reason: found.reason };
}
function explainSave(log) {
  const found = find(log, saveTexts);
  if (found === null) return null;
  if (found.trouble === "exists") return { kind: "exists" };
  if (found.trouble === "denied" || found.trouble === "unavailable")
    return { kind: found.trouble, reason: found.reason };
  return { kind: "failed", reason: found.reason };
}
function archiveBytes({ messages }) {
  const sizes = messages.map((message) => /^File Size: (\d+)$/.exec(message)?.[1]);
  return Number(sizes.findLast((size) => size !== void 0) ?? 0);
}
function lastWords(log) {
  const last = log.messages.findLast((message) => message.trim() !== "");
  return last === void 0 ? "the transfer ended without a word" : reason(last, log);
}
function find(log, texts) {
  for (const [pattern, trouble] of texts) {
    const message = log.messages.findLast((text2) => pattern.test(text2));
    if (message !== void 0) return { trouble, reason: reason(message, log) };
  }
  return null;
}
function reason(message, { masks }) {
  const told2 = failedAttempt.exec(message)?.[2] ?? message.replace(/^(?:Failed to (?:restore|save|reserve cache): )+/, "");
  const [line = ""] = told2.replace(/^Error: /, "").trim().split(/[\r\n]/);
  const hidden = masks.reduce((text2, mask) => text2.replaceAll(mask, "***"), line);
  return hidden.length > 300 ? `${hidden.slice(0, 300)}\u2026` : hidden;
}

// src/cache/transfer-process.ts
async function runTransfer({
  env,
  transfer: [command, ...args],
  ask,
  staging,
  limitMs,
  signal
}) {
  const workspace = dirname4(staging);
  await mkdir(workspace, { recursive: true });
  const work = await mkdtemp(join11(workspace, "transfer-"));
  const hopeless = new AbortController();
  const log = createTransferLog();
  try {
    const temp = join11(work, "temp");
    await mkdir(temp);
    const answer = join11(work, "answer.json");
    const end = await runCommand({
      command,
      args: [...args, JSON.stringify(ask({ temp, answer }))],
      cwd: workspace,
      env: transferEnvironment(env, { temp, workspace }),
      signal: AbortSignal.any([signal, hopeless.signal]),
      limitMs,
      graceMs: 500,
      maxLineLength: 8192,
      onStdout: (line) => {
        log.push(line);
        if (isHopeless(line)) hopeless.abort();
      },
      onStderr: log.push
    });
    signal.throwIfAborted();
    return { answer: await readAnswer2(answer), end, log: log.end() };
  } finally {
    await remove(work, { below: workspace });
  }
}
async function readAnswer2(path) {
  const text2 = await readFile2(path, "utf8").catch(() => null);
  if (text2 === null) return null;
  const parsed = parseJson(transferAnswer, text2);
  return parsed.kind === "ok" ? parsed.value : null;
}
function whyNoAnswer(end, log) {
  if (end.kind === "not-started") return `the transfer could not start: ${end.message}`;
  return `the transfer was broken off: ${lastWords(log)}`;
}

// src/cache/directory-store.ts
function createDirectoryStore(options2) {
  const { path: directory, env, transfer: transfer2 } = options2;
  return {
    name: `directory ${directory}`,
    restore: async ({ limitMs, signal, ...request }) => {
      const ask = (folders) => ({
        kind: "restore-directory",
        directory,
        ...request,
        ...folders
      });
      const done = await runTransfer({ env, transfer: transfer2, ask, staging: request.staging, limitMs, signal });
      return done.answer?.kind === "restored-directory" ? done.answer.outcome : unanswered(done, limitMs);
    },
    save: async ({ limitMs, signal, ...request }) => {
      const ask = (folders) => ({
        kind: "save-directory",
        directory,
        ...request,
        ...folders
      });
      const done = await runTransfer({ env, transfer: transfer2, ask, staging: request.staging, limitMs, signal });
      return done.answer?.kind === "saved-directory" ? done.answer.outcome : unanswered(done, limitMs);
    }
  };
}
function unanswered({ answer, end, log }, limitMs) {
  if (answer?.kind === "threw") return { kind: "unavailable", reason: answer.message };
  if (end.kind === "limit") return { kind: "slow", limitMs };
  return { kind: "unavailable", reason: whyNoAnswer(end, log) };
}

// src/cache/github-store.ts
function createGithubStore({ env, transfer: transfer2 }) {
  const missing = whyNoService(env);
  return {
    name: "GitHub cache",
    restore: async ({ limitMs, signal, ...request }) => {
      if (missing !== null) return { kind: "unavailable", reason: missing };
      const ask = (folders) => ({ kind: "restore", ...request, ...folders });
      return restored(
        await runTransfer({ env, transfer: transfer2, ask, staging: request.staging, limitMs, signal }),
        limitMs
      );
    },
    save: async ({ limitMs, signal, ...request }) => {
      if (missing !== null) return { kind: "unavailable", reason: missing };
      const ask = (folders) => ({ kind: "save", ...request, ...folders });
      return saved(
        await runTransfer({ env, transfer: transfer2, ask, staging: request.staging, limitMs, signal }),
        limitMs
      );
    }
  };
}
function restored({ answer, end, log }, limitMs) {
  switch (answer?.kind) {
    case "restored":
      return answer.unpacked.kind === "ok" ? { kind: "found", key: answer.key, refused: answer.unpacked.refused } : { ...answer.unpacked, key: answer.key };
    case "threw":
      return { kind: "unavailable", reason: answer.message };
    case "not-restored":
      return explainRestore(log);
    default: {
      const explained = explainRestore(log);
      if (explained.kind !== "miss") return explained;
      return end.kind === "limit" ? { kind: "slow", limitMs } : { kind: "unavailable", reason: whyNoAnswer(end, log) };
    }
  }
}
function saved({ answer, end, log }, limitMs) {
  switch (answer?.kind) {
    case "saved":
      return { kind: "saved", bytes: archiveBytes(log) };
    case "threw":
      return { kind: "failed", reason: answer.message };
    case "not-saved":
      return explainSave(log) ?? { kind: "failed", reason: lastWords(log) };
    default: {
      const explained = explainSave(log);
      if (explained !== null) return explained;
      return end.kind === "limit" ? { kind: "slow", limitMs } : { kind: "unavailable", reason: whyNoAnswer(end, log) };
    }
  }
}

// src/cache/key-sources.ts
import { basename as basename3, join as join12, relative, sep as sep2 } from "node:path";
async function readKeySources(project) {
  return Promise.all(project.scopes.map((scope) => sourcesOf(scope, project.workingDirectory)));
}
async function sourcesOf(scope, workingDirectory) {
  const named = (path) => relative(workingDirectory, path).split(sep2).join("/");
  const sums = scope.files.filter((path) => /^go(?:\.work)?\.sum$/.test(basename3(path)));
  return [
    ...scope.work === void 0 ? [] : [workSource(named(join12(scope.dir, "go.work")), scope.work)],
    ...scope.mains.map(({ dir, mod }) => modSource(named(join12(dir, "go.mod")), mod)),
    ...await Promise.all(
      sums.map(async (path) => sumSource(named(path), await readTextFile(path, textLimits.sum) ?? ""))
    )
  ];
}

// src/cache/policy.ts
var trustedEvents = /* @__PURE__ */ new Set([
  "",
  "merge_group",
  "pull_request",
  "push",
  "release",
  "repository_dispatch",
  "schedule",
  "workflow_dispatch"
]);
var outsideRules = [
  {
    when: ({ event }) => !trustedEvents.has(event),
    may: "restore",
    reason: ({ event }) => `${event} is not an event that only people who may write to the repository trigger, so nothing is saved for others`
  },
  {
    when: ({ fork }) => fork,
    may: "restore",
    reason: () => "a pull request from a fork reads what the repository saved"
  },
  {
    // GitHub gives these runs a read-only token and no secrets:
    // https://docs.github.com/code-security/reference/supply-chain-security/dependabot-on-actions
    when: ({ event, actor }) => actor === "dependabot[bot]" && (event === "push" || event === "pull_request"),
    may: "restore",
    reason: () => "a run that Dependabot caused has the rights of one from a fork"
  }
];
var rules = [
  { when: ({ choice }) => choice === "false", may: "nothing", reason: () => "none was asked for" },
  { when: ({ choice }) => choice === "read-only", may: "restore", reason: () => "cache is read-only" },
  ...outsideRules.map((rule) => ({ ...rule, when: and(keepsNothingApart, rule.when) })),
  { when: ({ choice }) => choice === "true", may: "restore and save", reason: () => "cache is true" },
  {
    when: ({ event, refType }) => event === "release" || refType === "tag",
    may: "nothing",
    reason: () => "what is released should not depend on what other runs saved"
  },
  {
    when: ({ store, runner, filled }) => store === "github" && runner === "self-hosted" && filled,
    may: "nothing",
    reason: () => "this self-hosted runner keeps its module cache between jobs"
  },
  ...outsideRules,
  {
    when: ({ store, event }) => store === "github" && event === "merge_group",
    may: "restore",
    reason: () => "an entry saved in a merge queue can be read by no later run"
  }
];
var otherwise = {
  may: "restore and save",
  reason: ({ event }) => event === "" ? "no event started this run" : `only people who may write to the repository trigger ${event}`
};
function keepsNothingApart({ store, choice }) {
  return store !== "github" && choice === "true";
}
function and(a, b) {
  return (facts) => a(facts) && b(facts);
}
function cachePolicy(facts) {
  const rule = rules.find(({ when }) => when(facts)) ?? otherwise;
  const restore = rule.may !== "nothing";
  const save = rule.may === "restore and save";
  const reason2 = rule.reason(facts);
  const mode = facts.mode.trim().toLowerCase();
  const allowed = facts.store === "github" ? tokenModes.get(mode) : void 0;
  if (allowed === void 0) return { restore, save, reason: reason2 };
  const capped = { restore: restore && allowed.restore, save: save && allowed.save };
  return capped.restore === restore && capped.save === save ? { restore, save, reason: reason2 } : { ...capped, reason: `the runner's token allows the cache mode ${mode} only` };
}
function policySentence({ restore, save, reason: reason2 }) {
  const may = restore ? save ? "restores and saves" : "restores only" : save ? "saves only" : "does neither";
  return `Restore and save: this run ${may} (${reason2}).`;
}
var tokenModes = /* @__PURE__ */ new Map([
  ["none", { restore: false, save: false }],
  ["read", { restore: true, save: false }],
  ["write", { restore: true, save: true }],
  ["write-only", { restore: false, save: true }]
]);
function runnerFacts(env, event) {
  return {
    event: env.GITHUB_EVENT_NAME ?? "",
    refType: env.GITHUB_REF_TYPE ?? "",
    fork: isFromFork(event) ?? env.GITHUB_EVENT_NAME === "pull_request",
    actor: env.GITHUB_ACTOR ?? "",
    mode: env.ACTIONS_CACHE_MODE ?? "",
    runner: env.RUNNER_ENVIRONMENT ?? ""
  };
}
function isFromFork(event) {
  const pull = field(event, "pull_request");
  if (typeof pull !== "object" || pull === null) return null;
  const head = field(field(field(pull, "head"), "repo"), "full_name");
  return typeof head !== "string" || head !== field(field(field(pull, "base"), "repo"), "full_name");
}
function field(value, name2) {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name2)) return void 0;
  return Reflect.get(value, name2);
}

// src/project/load.ts
import { realpath as realpath2, stat as stat5 } from "node:fs/promises";
import { relative as relative3, resolve as resolve3 } from "node:path";

// src/go/go-flags.ts
function goFlag(goflags, name2) {
  const pattern = new RegExp(`^--?${name2}=(.*)$`, "s");
  const values = splitFlags(goflags).flatMap((flag) => pattern.exec(flag)?.[1] ?? []);
  return values.at(-1) ?? null;
}
function isGoFlagSet(goflags, name2) {
  const pattern = new RegExp(`^--?${name2}(?:=(.*))?$`, "s");
  const values = splitFlags(goflags).flatMap((flag) => {
    const match = pattern.exec(flag);
    return match === null ? [] : [match[1] ?? "true"];
  });
  return /^(?:1|t|T|true|TRUE|True)$/.test(values.at(-1) ?? "");
}
function splitFlags(goflags) {
  const flags = goflags.match(/'[^']*'|"[^"]*"|[^ \t\r\n]+/g) ?? [];
  return flags.map((flag) => /^(['"])[\s\S]*\1$/.test(flag) ? flag.slice(1, -1) : flag);
}

// src/project/discover.ts
import { dirname as dirname5, join as join13, relative as relative2, resolve } from "node:path";
async function discoverScopes(options2) {
  const { found, workingDirectory } = options2;
  const files = workspaceFiles(options2);
  const workspaces = /* @__PURE__ */ new Map();
  for (const file of files) {
    const read2 = await options2.membersOf(file);
    if (read2.kind === "problem") return read2;
    const names2 = [dirname5(file), ...read2.members].map((dir) => nameOf(workingDirectory, dir));
    workspaces.set(file, { kind: "workspace", path: file, names: names2, outsideWorkspace: false });
  }
  const modules = [];
  const inUse = new Set(files.filter((file) => !nameOf(workingDirectory, file).startsWith("..")));
  for (const name2 of found.modules) {
    const file = governingFile(options2, name2);
    const isMember = file !== null && workspaces.get(file)?.names.slice(1).includes(name2) === true;
    if (isMember) inUse.add(file);
    else {
      const path = join13(workingDirectory, name2);
      modules.push({ kind: "module", path, names: [name2], outsideWorkspace: file !== null });
    }
  }
  const used = [...workspaces.values()].filter(({ path }) => inUse.has(path));
  return { kind: "ok", candidates: [...used, ...modules] };
}
function workspaceFiles(options2) {
  const { found } = options2;
  const files = [...found.workspaces, ...found.modules].map((name2) => governingFile(options2, name2));
  const here = governingFile(options2, ".");
  return [.../* @__PURE__ */ new Set([here, ...files])].filter((file) => file !== null);
}
function governingFile(options2, name2) {
  const { gowork, goworkIsSet, found, workingDirectory } = options2;
  if (gowork === "off") return null;
  const outer = gowork === "" ? null : resolve(gowork);
  if (goworkIsSet) return outer;
  const inner = found.workspaces.filter((folder) => folder === "." || folder === name2 || name2.startsWith(`${folder}/`)).sort((a, b) => depth(b) - depth(a));
  return inner[0] === void 0 ? outer : join13(workingDirectory, inner[0], "go.work");
}
function depth(name2) {
  return name2 === "." ? 0 : name2.split("/").length;
}
function nameOf(workingDirectory, path) {
  return relative2(workingDirectory, path).replaceAll("\\", "/") || ".";
}

// src/project/find-modules.ts
import { readdir as readdir3 } from "node:fs/promises";
import { join as join14 } from "node:path";
var skipped = /* @__PURE__ */ new Set(["vendor", "testdata", "node_modules"]);
async function findModules(root) {
  const modules = [];
  const workspaces = [];
  const search = async (name2) => {
    const entries = await readdir3(join14(root, name2), { withFileTypes: true }).catch(() => []);
    const below = [];
    for (const entry of entries) {
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name) && !/^[._]/.test(entry.name)) below.push(entry.name);
      } else if (entry.name === "go.mod") modules.push(name2);
      else if (entry.name === "go.work") workspaces.push(name2);
    }
    await Promise.all(below.map((folder) => search(name2 === "." ? folder : `${name2}/${folder}`)));
  };
  await search(".");
  return { modules: modules.sort(), workspaces: workspaces.sort() };
}

// src/project/go-env.ts
import { mkdtemp as mkdtemp2 } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute as isAbsolute2, join as join15 } from "node:path";

// src/project/problem.ts
function problem2(id, message, ...remedy) {
  return { kind: "problem", id, message, ...remedy.length > 0 && { remedy } };
}
function malformedFile(id, file, { line, message }) {
  return problem2(id, `${file}:${line}: ${message}`, `Correct line ${line} of ${file}, and commit it.`);
}

// src/project/go-env.ts
var variables = [
  "GOVERSION",
  "GOMODCACHE",
  "GOPROXY",
  "GONOPROXY",
  "GOPRIVATE",
  "GOSUMDB",
  "GONOSUMDB",
  "GOINSECURE",
  "GOFLAGS",
  "GOAUTH",
  "GOTOOLCHAIN",
  "GOWORK",
  "GODEBUG"
];
var printedVariables = object(entriesFromList(variables, optional(string(), "")));
async function readGoEnv(command, dir) {
  const [here, toolchain] = await Promise.all([askAll(command, dir), askToolchain(command, dir)]);
  const answer = here.kind === "ok" ? here : await inEmptyFolder((empty) => askAll(command, empty));
  if (answer.kind === "problem") return here;
  const env = { ...answer.env, GOTOOLCHAIN: toolchain };
  return checkModuleCache(env) ?? { kind: "ok", env };
}
async function askAll(command, dir) {
  const { go, run } = command;
  const env = { ...command.env, GOTOOLCHAIN: "local" };
  const { end, stdout, stderr } = await run({
    command: go,
    args: ["env", "-json", ...variables],
    cwd: dir,
    env
  });
  if (end.kind === "not-started") return notRunnable(go, end.message);
  if (end.kind !== "exited" || end.code !== 0) return notRunnable(go, firstLine2(stderr) || howEnded(end));
  const parsed = parseJson(printedVariables, stdout);
  return parsed.kind === "ok" ? { kind: "ok", env: parsed.value } : notRunnable(go, `what \`go env -json\` printed can't be read, ${parsed.problem}`);
}
async function askToolchain({ go, env, run }, dir) {
  if (env.GOTOOLCHAIN) return env.GOTOOLCHAIN;
  const { end, stdout } = await run({ command: go, args: ["env", "GOTOOLCHAIN"], cwd: dir, env });
  return end.kind === "exited" && end.code === 0 ? stdout.trim() : "";
}
function notRunnable(go, why) {
  return problem2("toolchain/go-not-runnable", `\`${go} env\` gave no answer: ${why}`);
}
function checkModuleCache({ GOMODCACHE }) {
  if (isAbsolute2(GOMODCACHE)) return null;
  return problem2(
    "proxy-config/module-cache",
    GOMODCACHE === "" ? "Go has no place for its module cache" : `GOMODCACHE is a relative path: ${GOMODCACHE}`
  );
}
async function inEmptyFolder(body) {
  const dir = await mkdtemp2(join15(tmpdir(), "go-env-"));
  try {
    return await body(dir);
  } finally {
    await remove(dir, { below: tmpdir() });
  }
}
function howEnded(end) {
  return end.kind === "limit" ? `it did not end within ${end.limitMs / 1e3} s` : `it ended by ${end.kind}`;
}
function firstLine2(text2) {
  return text2.trim().split("\n", 1)[0] ?? "";
}

// src/project/read-scope.ts
import { isAbsolute as isAbsolute3, join as join16, resolve as resolve2 } from "node:path";

// src/go/go-work.ts
function parseGoWork(text2) {
  const draft = { go: null, toolchain: null, use: [], replace: [] };
  const syntax = readDirectives(text2, (directive) => read(draft, directive));
  if (syntax.kind === "malformed") return syntax;
  return { kind: "ok", work: draft };
}
function read(draft, directive) {
  const { verb, args, line, inBlock } = directive;
  const value = unquote(args[0] ?? "");
  if (inBlock && (verb === "go" || verb === "toolchain")) return `${verb} can't be a block`;
  switch (verb) {
    case "go":
      if (draft.go !== null) return "go is said twice";
      draft.go = readGoVersion(args, "main");
      return draft.go === null ? "go is followed by one version such as 1.23.0" : null;
    case "toolchain":
      if (draft.toolchain !== null) return "toolchain is said twice";
      if (args.length !== 1 || value === null || !isToolchainName(value)) {
        return "toolchain is followed by one name such as go1.23.0";
      }
      draft.toolchain = value;
      return null;
    case "use":
      if (args.length !== 1 || value === null) return "use is followed by one directory";
      draft.use.push({ dir: value, line });
      return null;
    case "replace": {
      const replacement = parseReplacement(directive);
      if (typeof replacement === "string") return replacement;
      draft.replace.push(replacement);
      return null;
    }
    case "godebug":
      return null;
    default:
      return `${verb} is no directive of go.work`;
  }
}

// src/project/read-scope.ts
async function readModuleScope(place) {
  const { dir, modfile = join16(dir, "go.mod") } = place;
  const sumFile = modfile.replace(/\.mod$/, ".sum");
  const main = await readMain(place, dir, modfile);
  if (main.kind === "problem") return main;
  const sums = await readSums2(place, [sumFile]);
  if (sums.kind === "problem") return sums;
  const name2 = main.main.name;
  return {
    kind: "ok",
    scope: { kind: "module", dir, name: name2, mains: [main.main], sums: sums.sums, files: [modfile, sumFile] }
  };
}
async function readWorkspaceFile(place) {
  const { file } = place;
  const shown = nameOf(place.workingDirectory, file);
  const read2 = await readBoundedText(file, textLimits.mod);
  if (read2.kind !== "text") return unreadable2("module-path/go-work", shown, read2);
  const parsed = parseGoWork(read2.text);
  if (parsed.kind === "malformed") return malformedFile("module-path/go-work", shown, parsed);
  const members = parsed.work.use.map(({ dir }) => isAbsolute3(dir) ? dir : resolve2(file, "..", dir));
  return { kind: "ok", work: parsed.work, members };
}
async function readWorkspaceScope(place) {
  const { file } = place;
  const read2 = await readWorkspaceFile(place);
  if (read2.kind === "problem") return read2;
  const { work, members } = read2;
  const mains = [];
  for (const dir2 of members) {
    const main = await readMain(place, dir2, join16(dir2, "go.mod"));
    if (main.kind === "problem") return main;
    mains.push(main.main);
  }
  const sumFiles = [`${file}.sum`, ...members.map((member) => join16(member, "go.sum"))];
  const sums = await readSums2(place, sumFiles);
  if (sums.kind === "problem") return sums;
  const dir = resolve2(file, "..");
  const files = [file, ...members.map((member) => join16(member, "go.mod")), ...sumFiles];
  return {
    kind: "ok",
    scope: {
      kind: "workspace",
      dir,
      name: nameOf(place.workingDirectory, dir),
      mains,
      work,
      sums: sums.sums,
      files
    }
  };
}
async function readMain(place, dir, file) {
  const shown = nameOf(place.workingDirectory, file);
  const read2 = await readBoundedText(file, textLimits.mod);
  if (read2.kind !== "text") return unreadable2("module-path/go-mod", shown, read2);
  const parsed = parseGoMod(read2.text);
  if (parsed.kind === "malformed") return malformedFile("module-path/go-mod", shown, parsed);
  if (parsed.mod.module !== null)
    return { kind: "ok", main: { dir, name: nameOf(place.workingDirectory, dir), mod: parsed.mod } };
  return problem2(
    "module-path/go-mod",
    `${shown} has no module line`,
    `Put \`module <module path>\` at the top of ${shown}.`
  );
}
function unreadable2(id, file, read2) {
  if (read2.kind === "absent")
    return problem2(id, `${file} can't be read: it is not there`, `Check that ${file} is there.`);
  return problem2(id, `${file} ${read2.reason}`, `Put a readable text file in the place of ${file}.`);
}
async function readSums2(place, files) {
  const all = [];
  for (const file of files) {
    const shown = nameOf(place.workingDirectory, file);
    const read2 = await readBoundedText(file, textLimits.sum);
    if (read2.kind === "absent") continue;
    if (read2.kind === "unreadable") return unreadable2("go-sum-missing/malformed", shown, read2);
    const parsed = parseGoSum(read2.text, shown);
    if (parsed.kind === "malformed") return malformedFile("go-sum-missing/malformed", shown, parsed);
    all.push(parsed.sums);
  }
  return { kind: "ok", sums: mergeGoSums(...all) };
}

// src/project/select-modules.ts
var import_picomatch = __toESM(require_picomatch2(), 1);
function createModuleSelection(patterns) {
  const all = patterns.map((pattern) => ({
    pattern,
    excludes: pattern.startsWith("!"),
    matches: matcher(pattern)
  }));
  const wanted = all.filter(({ excludes }) => !excludes);
  const unwanted = all.filter(({ excludes }) => excludes);
  return {
    includes: (name2) => (wanted.length === 0 || wanted.some(({ matches }) => matches(name2))) && !unwanted.some(({ matches }) => matches(name2)),
    unmatched: (names2) => wanted.filter(({ matches }) => !names2.some(matches)).map(({ pattern }) => pattern)
  };
}
function matcher(pattern) {
  const plain = trimEnd(
    pattern.replace(/^!/, "").replaceAll("\\", "/").replace(/^(?:\.\/)+/, ""),
    "/"
  );
  if (plain === "" || plain === ".") return (name2) => name2 === ".";
  const glob = (0, import_picomatch.default)(plain);
  return plain === "**" ? () => true : (name2) => name2 === plain || glob(name2);
}

// src/project/vendor.ts
import { join as join17 } from "node:path";
async function isVendored(scope, goflags) {
  const mode = goFlag(goflags, "mod");
  if (mode !== null && mode !== "vendor") return false;
  if (mode === null && compareGoVersions(languageOf(scope), firstByDefault[scope.kind]) < 0) return false;
  const text2 = await readTextFile(join17(scope.dir, "vendor", "modules.txt"), textLimits.sum);
  return text2 !== null && isConsistent(scope, parseModulesTxt(text2));
}
var firstByDefault = { module: "1.14", workspace: "1.22" };
function languageOf({ work, mains }) {
  return work?.go ?? mains[0]?.mod.go ?? "";
}
function parseModulesTxt(text2) {
  const explicit = /* @__PURE__ */ new Set();
  const vendored = /* @__PURE__ */ new Set();
  const replaced = /* @__PURE__ */ new Map();
  let current = "";
  for (const line of text2.split("\n")) {
    const fields = line.trim().split(/\s+/);
    if (line.startsWith("# ")) {
      const [, path = "", second = ""] = fields;
      const versioned = canonicalVersion(second) !== null;
      current = versioned ? `${path}@${second}` : second === "=>" ? path : "";
      const target = fields.slice(versioned ? 4 : 3);
      if (current !== "" && fields[versioned ? 3 : 2] === "=>") replaced.set(current, target.join("@"));
    } else if (line.startsWith("## ")) {
      if (/(?:^## |;)\s*explicit\s*(?:;|$)/.test(line)) explicit.add(current);
    } else if (fields.length === 1 && fields[0] !== "" && current !== "") {
      vendored.add(current);
    }
  }
  return { forWorkspace: text2.startsWith("## workspace"), explicit, vendored, replaced };
}
function isConsistent(scope, txt) {
  if (txt.forWorkspace !== (scope.kind === "workspace")) return false;
  const required = new Set(scope.mains.flatMap(({ mod }) => mod.require.map(moduleName)));
  const replaced = scope.work === void 0 ? replacementsOf(scope) : null;
  return [...required].every((name2) => txt.explicit.has(name2)) && [...txt.explicit].every((name2) => required.has(name2) || !txt.vendored.has(name2)) && // A workspace's directories are written relative to go.work there: too rare to be told apart here.
  (replaced === null || isSameMap(replaced, txt.replaced));
}
function replacementsOf({ mains }) {
  return new Map(
    mains.flatMap(({ mod }) => mod.replace.map(({ old, new: target }) => [name(old), name(target)]))
  );
}
function name({ path, version }) {
  return version === null ? path : `${path}@${version}`;
}
function isSameMap(replaced, listed) {
  const wanted = (key2) => replaced.get(key2) ?? replaced.get(key2.replace(/@[^@]*$/, ""));
  return [...replaced].every(([key2, target]) => listed.get(key2) === target) && [...listed].every(([key2, target]) => wanted(key2) === target);
}

// src/project/load.ts
async function loadProject(options2) {
  const workingDirectory = await realFolder(options2.workingDirectory);
  if (workingDirectory === null) return noFolder(options2.workingDirectory);
  const [answer, found] = await Promise.all([
    readGoEnv(options2, workingDirectory),
    findModules(workingDirectory)
  ]);
  if (answer.kind === "problem") return answer;
  const { env } = answer;
  const discovered = await discoverScopes({
    workingDirectory,
    found,
    gowork: env.GOWORK,
    goworkIsSet: (options2.env.GOWORK ?? "") !== "",
    membersOf: (file) => readWorkspaceFile({ workingDirectory, file })
  });
  if (discovered.kind === "problem") return discovered;
  const { candidates } = discovered;
  if (candidates.length === 0) return noModule(options2.workingDirectory);
  const selection = createModuleSelection(options2.modules);
  const unmatched = selection.unmatched(candidates.flatMap(({ names: names2 }) => names2));
  if (unmatched.length > 0) return noSuchModule(unmatched, candidates);
  const selected = candidates.filter(({ names: names2 }) => names2.some(selection.includes));
  const read2 = await readScopes(workingDirectory, selected, env);
  if (read2.kind === "problem") return read2;
  const skipped2 = [...read2.skipped, ...left(candidates, selected, found.modules)];
  const { scopes } = read2;
  const sums = mergeGoSums(...scopes.map((scope) => scope.sums));
  return { kind: "ok", project: { workingDirectory, scopes, skipped: skipped2, env, sums } };
}
async function realFolder(path) {
  const real = await realpath2(resolve3(path)).catch(() => null);
  const found = real === null ? null : await stat5(real).catch(() => null);
  return found?.isDirectory() ? real : null;
}
async function readScopes(workingDirectory, candidates, env) {
  const scopes = [];
  const skipped2 = [];
  for (const candidate of candidates) {
    const read2 = await readScope(workingDirectory, candidate, env);
    if (read2.kind === "problem") return read2;
    if (await isVendored(read2.scope, env.GOFLAGS)) skipped2.push({ name: read2.scope.name, reason: "vendored" });
    else scopes.push(read2.scope);
  }
  return { kind: "ok", scopes, skipped: skipped2 };
}
async function readScope(workingDirectory, candidate, env) {
  const { kind, path, outsideWorkspace } = candidate;
  if (kind === "workspace") return readWorkspaceScope({ workingDirectory, file: path });
  const modfile = goFlag(env.GOFLAGS, "modfile");
  const read2 = await readModuleScope({
    workingDirectory,
    dir: path,
    ...modfile === null ? {} : { modfile: resolve3(path, modfile) }
  });
  if (read2.kind === "problem" || !outsideWorkspace) return read2;
  return { kind: "ok", scope: { ...read2.scope, env: { GOWORK: "off" } } };
}
function left(candidates, selected, modules) {
  const members = new Set(
    candidates.flatMap(({ kind, names: names2 }) => kind === "workspace" ? names2.slice(1) : [])
  );
  const chosen = new Set(
    selected.flatMap(({ kind, names: names2 }) => kind === "workspace" ? names2.slice(1) : names2)
  );
  return modules.flatMap((name2) => {
    if (!chosen.has(name2)) return [{ name: name2, reason: "not-selected" }];
    return members.has(name2) ? [{ name: name2, reason: "in-workspace" }] : [];
  });
}
function noFolder(path) {
  return problem2("proxy-config/working-directory", `The working directory ${path} is not there`);
}
function noModule(path) {
  const shown = relative3("", path) || ".";
  return problem2("proxy-config/no-go-mod", `There is no go.mod below ${shown}: did the checkout step run?`);
}
function noSuchModule(patterns, candidates) {
  const names2 = [...new Set(candidates.flatMap((candidate) => candidate.names))];
  return problem2(
    "proxy-config/modules-input",
    `The input \`modules\` names no module: ${patterns.join(", ")}`,
    `Name some of these: ${names2.slice(0, 20).join(", ")}${names2.length > 20 ? ", \u2026" : ""}.`
  );
}

// src/toolchain/find-go.ts
import { join as join18 } from "node:path";

// src/toolchain/go-version.ts
function goVersionRanges(goVersion2, mod) {
  if (goVersion2 !== "go.mod") return [semver(goVersion2)];
  const wanted = mod?.toolchain?.replace(/^go/, "") ?? mod?.go ?? null;
  if (wanted === null || wanted === "default") return [];
  const least = semver(wanted);
  const full = /^\d+\.\d+$/.test(least) ? `${least}.0` : least;
  return [`~${full}`, `>=${full}`];
}
function semver(version) {
  const match = /^(?:go)?(\d+\.\d+)(\.\d+)?(rc|beta)(\d+)$/.exec(version);
  return match ? `${match[1]}${match[2] ?? ".0"}-${match[3]}.${match[4]}` : version.replace(/^go(?=\d)/, "");
}

// src/toolchain/find-go.ts
async function findGo(request) {
  const { goVersion: goVersion2, mod, env } = request;
  return goVersion2 === null ? findOnPath(env) : findInToolCache(goVersion2, mod, env);
}
async function findOnPath(env) {
  const go = await findProgram("go", { env, platform: process.platform });
  if (go !== null) return { kind: "found", go, bin: null };
  return {
    kind: "none",
    message: "There is no go on PATH. Put actions/setup-go before this step, or set the input go-version to a release in the runner's tool cache."
  };
}
async function findInToolCache(goVersion2, mod, env) {
  if (!env.RUNNER_TOOL_CACHE) {
    return {
      kind: "none",
      message: `go-version is "${goVersion2}", but this runner names no tool cache (RUNNER_TOOL_CACHE is empty). Install Go in an earlier step and leave go-version out.`
    };
  }
  const ranges = goVersionRanges(goVersion2, mod);
  if (ranges.length === 0) {
    return {
      kind: "none",
      message: 'go-version is "go.mod", but the go.mod in working-directory has no go or toolchain line. Write the version itself.'
    };
  }
  const { find: find2, findAllVersions } = await import("./tool-cache-OF625MFW.js");
  for (const range of ranges) {
    const folder = find2("go", range);
    const go = join18(folder, "bin", process.platform === "win32" ? "go.exe" : "go");
    if (folder !== "" && await isExecutableFile(go)) return { kind: "found", go, bin: join18(folder, "bin") };
  }
  const present = findAllVersions("go");
  const wanted = goVersion2 === "go.mod" ? `go.mod (${ranges.join(" or ")})` : goVersion2;
  return {
    kind: "none",
    message: `No Go for go-version "${wanted}" is in the runner's tool cache (it has ${present.length > 0 ? present.join(", ") : "none"}). Install it with actions/setup-go in an earlier step and leave go-version out.`
  };
}

// src/run/prepare.ts
var goEnvLimitMs = 3e4;
async function prepare(inputs, world) {
  const mod = inputs.goVersion === "go.mod" ? await readMod(inputs.workingDirectory) : null;
  const found = await findGo({ goVersion: inputs.goVersion, mod, env: world.env });
  if (found.kind === "none") return problem3({ id: "toolchain/go-not-found", message: found.message });
  const env = found.bin === null ? world.env : withPath(world.env, found.bin);
  const loaded = await load(inputs, world, { go: found.go, env });
  world.signal.throwIfAborted();
  if (loaded.kind === "problem") {
    return problem3({ ...loaded, message: world.redact(loaded.message) });
  }
  const { project } = loaded;
  const list = goproxyList(inputs, project.env.GOPROXY);
  if (typeof list === "string") return problem3({ id: "proxy-config/malformed-goproxy", message: list });
  await world.mask([...goproxySecrets(list), ...await netrcSecrets(env, process.platform)]);
  const isPrivate = (path) => matchPrefixPatterns(project.env.GONOPROXY, path);
  const [event, programs] = await Promise.all([readEvent(env), findPrograms(env, process.platform)]);
  const cache = await chooseCache(inputs, project, { ...world, env, event });
  const fork = isFromFork(event) === true && env.GITHUB_EVENT_NAME !== "pull_request_target";
  if (found.bin !== null) await world.addToPath(found.bin);
  const { go } = found;
  return { kind: "ready", setup: { inputs, go, programs, env, project, list, isPrivate, cache, fork } };
}
function load(inputs, world, command) {
  const { workingDirectory, modules } = inputs;
  const untilMs = world.clock.now() + Math.min(goEnvLimitMs, inputs.timeoutMs);
  const run = (question) => {
    const limitMs = Math.max(0, untilMs - world.clock.now());
    return captureCommand({ ...question, signal: world.signal, limitMs });
  };
  return loadProject({ ...command, workingDirectory, modules, run });
}
function problem3(stated) {
  return { kind: "problem", fault: statedFault(stated) };
}
function goproxyList(inputs, goproxy) {
  if (inputs.proxies !== null) return inputs.proxies;
  const parsed = parseGoproxyList(goproxy);
  return parsed.kind === "ok" ? parsed.list : `GOPROXY of this job: ${parsed.message}`;
}
async function readMod(folder) {
  const text2 = await readTextFile(join19(folder, "go.mod"), textLimits.mod);
  const parsed = text2 === null ? null : parseGoMod(text2);
  return parsed?.kind === "ok" ? parsed.mod : null;
}
function withPath(env, bin) {
  const name2 = Object.keys(env).find((key2) => key2.toUpperCase() === "PATH") ?? "PATH";
  return { ...env, [name2]: [bin, env[name2]].filter(Boolean).join(delimiter), GOROOT: dirname6(bin) };
}
async function chooseCache(inputs, project, { env, transfer: transfer2, event }) {
  const made = cacheKey({ prefix: inputs.cachePrefix, scopes: await readKeySources(project) });
  const store = inputs.cacheStore.kind === "directory" ? createDirectoryStore({ path: inputs.cacheStore.path, env, transfer: [process.execPath, transfer2] }) : createGithubStore({ env, transfer: [process.execPath, transfer2] });
  const policy = cachePolicy({
    choice: inputs.cache,
    store: inputs.cacheStore.kind,
    filled: await isFilled(project.env.GOMODCACHE),
    ...runnerFacts(env, event)
  });
  if ("problem" in made)
    return { key: null, store, policy: { restore: false, save: false, reason: made.problem } };
  return { key: made, store, policy };
}
async function isFilled(gomodcache) {
  return readdir4(join19(gomodcache, "cache", "download")).then(
    (names2) => names2.length > 0,
    () => false
  );
}
async function readEvent(env) {
  if (!env.GITHUB_EVENT_PATH) return null;
  try {
    return JSON.parse(await readFile3(env.GITHUB_EVENT_PATH, "utf8"));
  } catch {
    return null;
  }
}

export {
  statedFault,
  inputNames,
  parseInputs,
  systemClock,
  stopSignal,
  textLimits,
  readBoundedText,
  policySentence,
  zipSums,
  modSums,
  isJudgedByDatabase,
  isListed,
  createInventory,
  presentFiles,
  compareGoVersions,
  planDownload,
  mergePlans,
  versionOfInfo,
  checkZip,
  goRound,
  requestsOf2 as requestsOf,
  createHttp,
  rankProxies,
  dropZip,
  cancelled,
  unverifiedZips,
  downloadOnline,
  probe,
  isGoFlagSet,
  prepare
};
