-- A report as a document for Word: pandoc -L word.lua rapport.html -o rapport.docx
-- The heading of the page is the title of the document, numbers stand to the right in columns as wide as they need, and
-- each chart is there once, as a picture that rsvg-convert makes, with its description.

local PAGE, MARGINS = 70, 5 -- characters, of a column

function Div(div)
  if div.classes:includes('narrow') then
    return {}
  end
end

function Image(image)
  local kind, svg = pandoc.mediabag.fetch(image.src)
  if kind and kind:match('^image/svg') then
    local name = pandoc.utils.sha1(svg) .. '.png'
    local said = svg:match('<desc[^>]*>(.-)</desc>') or ''
    pandoc.mediabag.insert(name, 'image/png', pandoc.pipe('rsvg-convert', {'--zoom=2'}, svg))
    said = said:gsub('&lt;', '<'):gsub('&gt;', '>'):gsub('&quot;', '"'):gsub('&#39;', "'"):gsub('&amp;', '&')
    return pandoc.Image(said, name, '', {width = '15cm'})
  end
end

-- How wide a column has to be, in characters: as its longest word, or as its cells where these are short.
local function needed(text)
  local width = math.min(utf8.len(text), 24)
  for word in text:gmatch('%S+') do
    width = math.max(width, utf8.len(word))
  end
  return width + MARGINS
end

-- Cells whose column a cell above them has are left out of a row of headings, at its beginning.
local function lay_out(rows, widths)
  for _, row in ipairs(rows) do
    local at = #widths + 1
    for _, cell in ipairs(row.cells) do
      at = at - cell.col_span
    end
    for _, cell in ipairs(row.cells) do
      if cell.attr.classes:includes('n') then
        cell.alignment = 'AlignRight'
      end
      if cell.col_span == 1 then
        widths[at] = math.max(widths[at], needed(pandoc.utils.stringify(cell.contents)))
      end
      at = at + cell.col_span
    end
  end
end

function Table(shown)
  local widths, sum = {}, 0
  for i in ipairs(shown.colspecs) do
    widths[i] = 0
  end
  lay_out(shown.head.rows, widths)
  for _, body in ipairs(shown.bodies) do
    lay_out(body.body, widths)
  end
  for _, width in ipairs(widths) do
    sum = sum + width
  end
  for i, width in ipairs(widths) do
    shown.colspecs[i] = {shown.colspecs[i][1], width / math.max(sum, PAGE)}
  end
  return shown
end

function Header(header)
  if header.level == 1 then
    return {}
  end
  header.level = header.level - 1
  return header
end
